import { describe } from 'vitest';
import { OFFICER_STORIES } from './officer/stories.ts';
import { tellAll } from './tell-all.ts';

describe('the référent accords et accès', () => tellAll(OFFICER_STORIES));
