import { PERSON_STORIES } from './person/stories.ts';
import { tellAll } from './tell-all.ts';

tellAll('person', PERSON_STORIES, { questions: false });
