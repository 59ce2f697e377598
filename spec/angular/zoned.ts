// It has to come before all that it watches.
import 'zone.js';
import { describeQuiet } from './quietScenarios';

describeQuiet('an application with zone.js', true);
