import { childImpactOf } from '../contract/impact.type.ts';

export const PmiChildImpact = childImpactOf('PMI', 'PmiChildImpact', 'what PMI follows');
export type PmiChildImpact = InstanceType<typeof PmiChildImpact>;
