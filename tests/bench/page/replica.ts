/// <reference lib="webworker" />
/** The second core: half of each batch. */
import { replicasIn } from '#cnn/replica';

replicasIn(self);
