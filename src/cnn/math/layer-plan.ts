import type { ConvOptions } from './conv.ts';
import { type Sides, sidesOf } from './sides.ts';

/**
 * A layer as plain data. Types and settings are those of PyTorch's modules; padding is zeros, the same before as after
 * the image. What a norm leaves out is PyTorch's default: eps 1e-5, momentum 0.1.
 */
export type LayerPlan =
  | {
      type: 'Conv2d';
      name: string;
      inChannels: number;
      outChannels: number;
      kernel: Sides;
      stride: Sides;
      padding: Sides;
      /** Distance between neighbouring kernel cells, in pixels; 1 when absent. */
      dilation?: Sides;
      bias: boolean;
    }
  | { type: 'BatchNorm2d'; name: string; channels: number; eps?: number; momentum?: number }
  | {
      type: 'LayerNorm';
      name: string;
      /** The last axes of one image, in PyTorch's order: `[channels, height, width]`, `[width]`, `[features]`. */
      normalizedShape: number[];
      eps?: number;
      /** Whether it trains a scale and a shift for each place; true when absent. */
      affine?: boolean;
    }
  | {
      type: 'GroupNorm';
      name: string;
      /** Parts of equal size the channels are split into. */
      groups: number;
      channels: number;
      eps?: number;
      /** Whether it trains a scale and a shift for each channel; true when absent. */
      affine?: boolean;
    }
  | {
      type: 'InstanceNorm2d';
      name: string;
      channels: number;
      eps?: number;
      /** Whether it trains a scale and a shift for each channel; false when absent. */
      affine?: boolean;
    }
  | { type: 'ReLU'; name: string }
  | { type: 'AvgPool2d'; name: string; kernel: number; stride: number }
  | { type: 'Flatten'; name: string }
  | { type: 'Linear'; name: string; inFeatures: number; outFeatures: number; bias: boolean };

/** The plan of one kind of layer, such as `PlanOf<'Conv2d'>`. */
export type PlanOf<Type extends LayerPlan['type']> = Extract<LayerPlan, { type: Type }>;
/** A convolution as plain data. */
export type ConvPlan = PlanOf<'Conv2d'>;

/** A network as plain data. */
export interface NetPlan {
  /** Shape of one image: `[height, width, channels]`. */
  inputShape: number[];
  layers: LayerPlan[];
}

/** The settings of a convolution or pooling along rows (0) or columns (1). The plan is taken as it is. */
export function alongAxis(plan: ConvPlan | PlanOf<'AvgPool2d'>, axis: 0 | 1): ConvOptions {
  const at = (sides: Sides) => sidesOf(sides)[axis];
  return plan.type === 'Conv2d'
    ? {
        kernel: at(plan.kernel),
        stride: at(plan.stride),
        padding: at(plan.padding),
        dilation: at(plan.dilation ?? 1),
      }
    : { kernel: plan.kernel, stride: plan.stride };
}
