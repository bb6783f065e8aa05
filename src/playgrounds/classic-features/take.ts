/** What a reader takes along: the feature as Python, and its numbers. */
import type { Grid } from '#cnn/math';
import type { FeatureMap } from './feature.ts';
import type { FeatureName } from './features.ts';

const calls: Record<FeatureName, string> = {
  pixels: 'feature = image.ravel() / 255',
  sobel: `import torch
import torch.nn.functional as F

across = torch.tensor([[-1., 0., 1.], [-2., 0., 2.], [-1., 0., 1.]])
x = torch.from_numpy(image)[None, None]
slopes = F.conv2d(x, torch.stack([across, across.T])[:, None], padding=1)   # [1, 2, 28, 28]
feature = F.avg_pool2d(slopes.abs(), 4).flatten()                          # 98 numbers`,
  gabor: `from skimage.filters import gabor

# real part of the response; four directions
maps = [gabor(image, frequency=1 / 6, theta=i * np.pi / 4)[0] for i in range(4)]
feature = np.abs(maps).reshape(4, 7, 4, 7, 4).mean((2, 4)).ravel()          # 196 numbers`,
  harris: `from skimage.feature import corner_harris, corner_peaks

response = corner_harris(image / 255, k=0.05)
corners = corner_peaks(response, threshold_rel=0.1)                         # rows and columns`,
  lbp: `from skimage.feature import local_binary_pattern

codes = local_binary_pattern(image, P=8, R=1, method='nri_uniform')
feature = np.bincount(codes.astype(int).ravel(), minlength=59)              # one histogram of 59`,
  haar: `from skimage.feature import haar_like_feature
from skimage.transform import integral_image

feature = haar_like_feature(integral_image(image), 0, 0, 8, 8)              # all rectangles of one square`,
  hog: `from skimage.feature import hog

feature = hog(image, orientations=9, pixels_per_cell=(7, 7),
              cells_per_block=(2, 2), block_norm='L2')                      # 324 numbers`,
};

/** Python for a feature with the libraries of the trade; their details may differ a little from the figure's. */
export function python(name: FeatureName, image: Grid): string {
  return `import numpy as np

image = np.array([
${image.map((row) => `    [${row.join(', ')}],`).join('\n')}
], dtype=np.float32)

${calls[name]}
`;
}

/** The pictures of a feature as comma-separated values, one after the other. */
export function csv(maps: readonly FeatureMap[]): string {
  return maps
    .map(({ label, values }) => [`"${label}"`, ...values.map((row) => row.join(','))].join('\r\n'))
    .join('\r\n\r\n')
    .concat('\r\n');
}
