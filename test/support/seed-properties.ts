import fc from 'fast-check';
import { chooseSeed } from './seed.ts';

// Property tests that name no seed of their own start from the one of the run; a failure prints it.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: chooseSeed() });
