// biome-ignore-all assist/source/organizeImports: in reading order, each file uses only those above it
// First read './math/index.ts', the arithmetic without tensors that files here build on.
// Then the package from top to bottom. Files in comments are read at their place, but have nothing for outside.

export * from './layer.ts';
// './variable.ts': numbers a layer owns, and what they start from
// './gradients.ts': the derivative of each operation
// './plain-layer.ts': what all layers share
// './convolve.ts': the sliding window
export { Conv2d } from './conv2d.ts';
export { ReLU } from './relu.ts';
export { BatchNorm2d } from './batch-norm2d.ts';
// './normalize.ts': rows to mean 0 and variance 1
export { LayerNorm } from './layer-norm.ts';
export { GroupNorm } from './group-norm.ts';
export { InstanceNorm2d } from './instance-norm2d.ts';
export { AvgPool2d } from './avg-pool2d.ts';
export { Flatten } from './flatten.ts';
export { Linear } from './linear.ts';
export type { LayerOutput, Look } from './layer-output.ts';
export * from './sequential.ts';
export * from './build.ts';
export * from './losses.ts';
export type {
  Optimizer,
  OptimizerOptions,
  OptimizerRule,
  OptimizerState,
} from './optimizer.ts';
export * from './sgd.ts';
export * from './adam.ts';
export type { Batch, ImageBytes } from './byte-batch.ts';
export * from './data-loaders.ts';
export * from './only-digits.ts';
export * from './model-state.ts';
export * from './step-engine.ts';
export { type Passed, trainingPass } from './batch-pass.ts';
export { ComposedEngine, outlineOf } from './composed-engine.ts';
// First read './wasm/index.ts', how a network becomes emitted code.
// './fused-plan.ts': a network as the emitters take it
// './fused-batch.ts': what a batch must be
// './fused-numbers.ts': a network in the memory of emitted code
// './fused-outputs.ts': what its layers put out
export type { FusedEngine } from './fused-engine.ts';
// './replica.ts': a network once more, for a part of each batch
// './meeting.ts': where replicas bring sums together
// './in-time.ts': a wait that has an end
// './replica-worker.ts': the life of a worker that helps
export { Crew, type CrewWorker } from './crew.ts';
// './data-parallel-engine.ts': a batch on several cores
export * from './choose-engine.ts';
export * from './callback.ts';
export * from './recorder.ts';
export * from './param-scheduler.ts';
export * from './activation-stats.ts';
export * from './lr-finder.ts';
export * from './step-inspector.ts';
export * from './summary.ts';
export { unlessAborted } from './macrotask.ts';
// './events.ts': who hears of what, and what a cancel leaves
export { NonFiniteLoss } from './fit-run.ts';
export type { FitOptions, Length } from './fit-options.ts';
// './one-at-a-time.ts': what a learner may do at once
export * from './learner.ts';
export * from './experiment.ts';
export * from './at-rest.ts';

// The other door, '#cnn/backend', is read after the package it starts; it leads to the last of these.
// './plain-loss.ts': the same arithmetic in plain loops
// './preflight.ts': a training step against those loops
// './wasm-kernels.ts': what the wasm backend lacks
// './emitted-convolutions.ts': its convolutions emitted for their shapes
// './precision.ts': whether it keeps single precision
// './backend.ts': starting one that works
// './adapters.ts': the browser's graphics processors
// './graphics.ts': a graphics processor that is lost
// './race.ts': real steps, timed
// './timed-steps.ts': whose steps are timed
// './choose-cores.ts': one core or two
// './choose-runner.ts': who computes
