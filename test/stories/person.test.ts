import { describe } from 'vitest';
import { PERSON_STORIES } from './person/stories.ts';
import { tellAll } from './tell-all.ts';

describe('the person concerned', () => tellAll(PERSON_STORIES));
