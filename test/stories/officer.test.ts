import { OFFICER_STORIES } from './officer/stories.ts';
import { tellAll } from './tell-all.ts';

tellAll('officer', OFFICER_STORIES, { questions: false });
