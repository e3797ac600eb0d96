import { describe } from 'vitest';
import { ANALYST_STORIES } from './analyst/stories.ts';
import { tellAll } from './tell-all.ts';

describe('the analyst', () => tellAll(ANALYST_STORIES));
