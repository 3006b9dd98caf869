import { patchChanceAndTime } from "./clock.js";
import { defineClone } from "./clone.js";
import { defineConsole } from "./console.js";
import { defineDOMException } from "./DOMException.js";
import { defineEncoding } from "./encoding.js";
import { patchEnvironment } from "./environment.js";
import { limitFlow } from "./flow.js";
import { patchFunctionText, setUpTexts } from "./functionText.js";
import { followArrays } from "./mutators/arrays.js";
import { followBuffers } from "./mutators/buffers.js";
import { followCollections } from "./mutators/collections.js";
import { followObjects } from "./mutators/objects.js";
import { patchPromises } from "./promises.js";
import { followWrites } from "./propertyHooks.js";
import { limitStrings } from "./rows.js";
import { finish, run } from "./run.js";
import * as job from "./settings.js";
import { setUpSnapshots } from "./snapshot.js";
import { defineTimers } from "./timers.js";

/** What the child drives a realm with. Nothing of it is reachable from the program. */
export interface Realm {
  /** Takes the job, before any code of the program runs. */
  begin(json: string): void;
  /** Runs the program to its end; throws nothing of the program's. */
  run(): void;
  /** Sends what is left; `JobResult` as JSON with `rejections` as an object of indexes. */
  finish(late: boolean): string;
}

// Order matters: patches that other patches use come first.
patchFunctionText();
patchEnvironment();
patchChanceAndTime();
patchPromises();
defineTimers();
defineConsole();
defineDOMException();
defineClone();
defineEncoding();

/** The realm's driver, given to the child when the realm's code is evaluated. */
export const realm: Realm = {
  begin(json) {
    job.begin(json);
    const { settings } = job;
    setUpTexts(settings);
    limitFlow();
    limitStrings(settings.limits.stringChars);
    setUpSnapshots();
    followWrites(settings.record.heap);
    if (settings.record.heap) {
      followArrays();
      followBuffers();
      followCollections();
      followObjects();
    }
  },
  run,
  finish,
};
