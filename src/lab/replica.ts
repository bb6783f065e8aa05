/// <reference lib="webworker" />
/** Lives inside a worker of the training worker, on another core: trains on its part of each batch. */
import { replicasIn } from '#cnn/replica';

replicasIn(self);
