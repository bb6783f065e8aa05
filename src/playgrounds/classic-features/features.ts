/** The features of the figure in the order of its table. */
import type { Feature } from './feature.ts';
import { gabor } from './gabor.ts';
import { haar } from './haar.ts';
import { harris } from './harris.ts';
import { hog } from './hog.ts';
import { lbp } from './lbp.ts';
import { sobel } from './sobel.ts';

const pixels: Feature = {
  label: 'raw pixels',
  year: 0,
  by: '',
  idea: 'No feature at all: the 784 pixels as they are. What the others have to beat.',
  parameters: 'Nothing to set.',
  maps: (image) => [
    { label: 'the image itself', offset: 0, values: image, signed: false, end: 255 },
  ],
  vector: (image) => image.flat().map((value) => value / 255),
};

export const features = { pixels, sobel, gabor, harris, lbp, haar, hog } as const;
export type FeatureName = keyof typeof features;
export const featureNames = Object.keys(features) as FeatureName[];
export const featureOf = (name: FeatureName): Feature => features[name];
