import { ANALYST_STORIES } from './analyst/stories.ts';
import { tellAll } from './tell-all.ts';

tellAll('analyst', ANALYST_STORIES, { questions: true });
