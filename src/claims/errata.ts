/** Where the book, its forum or the usual answer is wrong or loose, and what shows it. Own words throughout. */
export interface Erratum {
  /** `E` for the book, `W` for the forum's wiki, `C` for the common answer. */
  id: string;
  /** Where it stands. */
  where: string;
  says: string;
  /** May hold `{claim:id}`. */
  truth: string;
  evidence: string;
  /** The thread about it at its source. */
  upstream?: { title: string; href: string };
  /** The answer that tells it, by its file name. */
  page: string;
  /** The test that fails when `truth` does, in tests/errata. */
  test: { file: string; title: string };
}

const fastbook = (kind: 'issues' | 'pull', number: number) => ({
  title: `fastbook ${kind === 'issues' ? 'issue' : 'pull request'} ${number}`,
  href: `https://github.com/fastai/fastbook/${kind}/${number}`,
});
const arithmetic = (title: string) => ({ file: 'tests/errata/arithmetic.test.ts', title });
const layers = (title: string) => ({ file: 'tests/errata/layers.test.ts', title });
const training = (title: string) => ({ file: 'tests/errata/training.test.ts', title });

/** Slips and loose words of the chapter's notebook. */
const book: Erratum[] = [
  {
    id: 'E1',
    where: 'Understanding Convolution Arithmetic',
    says: 'The second and the third layer cost {claim:net37-conv2-book-mults} multiplications each.',
    truth:
      'The book multiplies by the grid that enters the layer. With stride 2 the kernel stands on the output grid only: {claim:net37-conv2-mults} and {claim:net37-conv3-mults}. Its figure is that of stride 1.',
    evidence: 'Counted at each position of the output.',
    upstream: fastbook('issues', 539),
    page: '15-multiplications',
    test: arithmetic(
      'errata E1: the input grid gives 56,448 twice, the output grid 14,112 and 18,432',
    ),
  },
  {
    id: 'E2',
    where: 'The Magic of Convolutions, the algebra',
    says: 'The top edge kernel gives the upper row minus the lower one.',
    truth:
      'The kernel in the book’s code gives the lower row minus the upper one: {claim:top-edge-row-5} on the rim of its 3.',
    evidence: 'The notebook’s own printed result.',
    upstream: fastbook('issues', 292),
    page: '02-top-edge-kernel',
    test: arithmetic('errata E2: the top edge kernel is the lower row minus the upper row'),
  },
  {
    id: 'E3',
    where: 'Convolutions in PyTorch',
    says: 'The axes of a kernel begin with the channels that go in.',
    truth: 'The channels that come out are first: out, in, height, width.',
    evidence: 'PyTorch’s page of conv2d, and the unsqueeze(1) in the book’s own code.',
    page: '08-conv2d-shapes',
    test: arithmetic(
      'errata E3: the weights of one filter lie together, so out channels are the first axis',
    ),
  },
  {
    id: 'E4',
    where: 'Creating the CNN',
    says: 'Flatten is about the same as squeeze.',
    truth:
      'Flatten keeps the batch axis and merges the others; squeeze drops every axis of size 1. They agree on a 1×1 grid with more than one image.',
    evidence: 'fastai, layers.py.',
    page: '13-flatten',
    test: layers('errata E4: Flatten keeps a batch of one and merges a grid, squeeze does neither'),
  },
  {
    id: 'E5',
    where: '1cycle Training, the plots of layer statistics',
    says: 'Weights are near zero, and the third panel counts per cent.',
    truth: 'The values are activations, and the panel shows a fraction from 0 to 1.',
    evidence: 'fastai, callback/hook.py.',
    page: '27-plot-layer-stats',
    test: arithmetic(
      'errata E5: near zero is a fraction of the activations, negative ones included',
    ),
  },
  {
    id: 'E6',
    where: 'A Simple Baseline, ActivationStats',
    says: 'One reads the plots as if they showed what comes out of the ReLU.',
    truth:
      'A hook hangs on layers with parameters. ReLU has none, so the values are those before it, and their mean may be negative.',
    evidence: 'fastai, callback/hook.py.',
    page: '25-activation-stats',
    test: layers(
      'errata E6: only layers with parameters are watched, so conv outputs are seen before their ReLU',
    ),
  },
  {
    id: 'E7',
    where: 'The second cell of the notebook',
    says: 'Pictures are drawn in greys, while the text speaks of dark blue and yellow.',
    truth:
      'The printed pictures are in matplotlib’s default colours, from dark purple to yellow. Run as it stands, the notebook draws them grey.',
    evidence: 'The notebook’s pictures; color_dim names no colours.',
    page: '37-bad-training',
    test: arithmetic('errata E7: the colours of counts run from dark purple to yellow'),
  },
  {
    id: 'E8',
    where: 'Batch Normalization, the figure of the paper',
    says: 'Batch norm makes training about five times faster.',
    truth: 'The paper’s abstract says 14 times fewer steps for the same accuracy.',
    evidence: 'The abstract of arXiv 1502.03167.',
    page: '40-batch-norm-generalization',
    test: training(
      'errata E8: the page on batch norm gives the figure of the abstract, with the paper as its source',
    ),
  },
  {
    id: 'E9',
    where: 'Receptive Fields, the spreadsheet',
    says: 'conv-example.xlsx has two convolutions with stride 2.',
    truth:
      'Every public copy has stride 1, where a cell of the second layer sees {claim:two-stride-1}, not {claim:two-stride-2}.',
    evidence: 'The files of course-v3 and course22, opened cell by cell.',
    upstream: fastbook('pull', 282),
    page: '18-trace-precedents',
    test: arithmetic(
      'errata E9: a second-layer cell has 5×5 precedents with stride 1 and 7×7 with stride 2',
    ),
  },
  {
    id: 'E10',
    where: 'Batch Normalization, validation',
    says: 'A running mean of the statistics is used.',
    truth:
      'It is an exponential average: a tenth of the new value each time, and of the variance the one with n − 1 below the line.',
    evidence: 'PyTorch’s page of BatchNorm2d.',
    page: '39-batch-norm-statistics',
    test: layers(
      'errata E10: the running statistics are an exponential average, and the variance in it is unbiased',
    ),
  },
  {
    id: 'E11',
    where: 'A Simple Baseline, doubling the filters',
    says: 'The amount of computation does not change.',
    truth:
      'About, for 7 halves to 4: {claim:net37-conv2-mults}, then {claim:net37-conv3-mults}. It is exact when products with padding are left out.',
    evidence: 'Counted at each position of the output.',
    upstream: fastbook('issues', 539),
    page: '23-doubling-filters',
    test: arithmetic('errata E11: the work is level only when products with padding are left out'),
  },
  {
    id: 'E12',
    where: 'Batch Normalization, conv',
    says: 'The printed results belong to the order ReLU, then batch norm.',
    truth:
      'They were made with batch norm first and were not made again when the two lines were swapped. Here either order gives about the same: {claim:here-batch} and {claim:here-before}.',
    evidence: 'The stored versions of the notebook, before and after.',
    upstream: fastbook('pull', 366),
    page: 'fr3-activation-order',
    test: training(
      'errata E12: both orders of norm and ReLU have 30,542 parameters and reach accuracies within their spread',
    ),
  },
];

/** Answers of the forum's wiki. */
const wiki: Erratum[] = [
  {
    id: 'W1',
    where: 'Question 4',
    says: 'A kernel on a 3×3 matrix of zeros gives a zero matrix.',
    truth: 'It fits in one place only and gives one number, 0.',
    evidence: 'The size rule; the notebook prints a single 0.',
    upstream: {
      title: 'The wiki’s thread',
      href: 'https://forums.fast.ai/t/fastbook-chapter-13-questionnaire-wiki/91761',
    },
    page: '04-kernel-on-zeros',
    test: arithmetic('errata W1: a 3×3 kernel on 3×3 zeros gives one number'),
  },
  {
    id: 'W2',
    where: 'Question 9',
    says: 'A channel is the size of the second axis of the weights.',
    truth:
      'A channel is one grid of numbers. Their count after a layer is the first axis of its weights, before it the second.',
    evidence: 'PyTorch’s page of conv2d.',
    upstream: {
      title: 'The wiki’s thread',
      href: 'https://forums.fast.ai/t/fastbook-chapter-13-questionnaire-wiki/91761',
    },
    page: '09-channel',
    test: arithmetic('errata W2: four filters on one channel give four numbers at each position'),
  },
];

/** What is answered most often. */
const common: Erratum[] = [
  {
    id: 'C1',
    where: 'Question 3',
    says: 'The products are combined by sum, mean, minimum or maximum.',
    truth: 'Always by their sum. A maximum is not linear and can say the opposite.',
    evidence:
      'On row 7 of the chapter’s 3 the sum is {claim:top-edge-row-7}, the maximum {claim:row-7-products}.',
    page: '03-kernel-operation',
    test: arithmetic('errata C1: on row 7 of the 3 the sum and the maximum have opposite signs'),
  },
  {
    id: 'C2',
    where: 'Question 2',
    says: 'Rows of 0, −1 and +1 are the same detector.',
    truth:
      'They compare the middle row with the one below, so they answer one row earlier and more weakly: {claim:lower-pair-row-4} instead of {claim:top-edge-row-5}.',
    evidence: 'Both kernels on the chapter’s 3.',
    page: '02-top-edge-kernel',
    test: arithmetic('errata C2: the kernel 0, −1, +1 peaks one row earlier and lower'),
  },
  {
    id: 'C3',
    where: 'Question 21',
    says: 'Colour works as greyscale does, with the same kernel for each channel.',
    truth:
      'Each channel has a slice of weights of its own, {claim:colour-products} products in all, and everything is added into one number.',
    evidence: 'PyTorch’s page of conv2d.',
    page: '21-convolution-on-color',
    test: arithmetic(
      'errata C3: a filter on three channels has three slices, and its outputs add up',
    ),
  },
  {
    id: 'C4',
    where: 'Question 24',
    says: 'A layer must give out fewer numbers than it takes in, or nothing is learned.',
    truth: 'That is a rule of thumb. VGG’s first layer makes 64 numbers of 27, and trains.',
    evidence: 'arXiv 1409.1556.',
    page: '24-larger-first-kernel',
    test: arithmetic(
      'errata C4: the first layer of VGG gives out 64 numbers for the 27 that it takes in',
    ),
  },
  {
    id: 'C5',
    where: 'Question 30',
    says: 'A high rate at the start makes training impossible.',
    truth:
      'It is a risk: at a constant 0.06 {claim:torch-c-stuck} seeds stayed at guessing and the others did not.',
    evidence: 'Thirty seeds under PyTorch.',
    page: '30-high-rate-at-start',
    test: training('errata C5: at a constant 0.06 some seeds are stuck and some are not'),
  },
  {
    id: 'C6',
    where: 'Question 33',
    says: 'A low rate at the end finds the global minimum.',
    truth: 'It settles in the region that training has reached, whichever that is.',
    evidence: 'Gradient descent on a valley with two bottoms.',
    page: '33-low-rate-at-end',
    test: training(
      'errata C6: an annealed descent settles in the nearer valley, not in the deeper one',
    ),
  },
  {
    id: 'C7',
    where: 'Question 32',
    says: 'A high rate avoids local minima.',
    truth: 'It leaves sharp minima. A flat one holds it, local or not.',
    evidence: 'A quadratic valley stands a rate up to 2 divided by its curvature.',
    page: '32-high-learning-rate',
    test: training(
      'errata C7: a rate of 0.06 leaves a valley of curvature 34 and stays in one of 33',
    ),
  },
  {
    id: 'C8',
    where: 'Question 37',
    says: 'In color_dim dark blue is non-zero and yellow is near zero.',
    truth: 'Height is the value, colour the count: dark means none, yellow many.',
    evidence: 'fastai, callback/hook.py.',
    page: '37-bad-training',
    test: arithmetic(
      'errata C8: an empty bin has the lowest colour value, and a full bottom bin the highest',
    ),
  },
  {
    id: 'C9',
    where: 'Question 29',
    says: 'A larger batch stabilises the model.',
    truth:
      'It steadies the estimate of the gradient. In the book’s two runs the accuracy is {claim:book-c-accuracy} with either size.',
    evidence: 'The notebook, and thirty seeds under PyTorch.',
    page: '29-batch-size',
    test: training('errata C9: with batches of 512 many seeds are stuck as well'),
  },
  {
    id: 'C10',
    where: 'Question 40',
    says: 'Batch norm generalises better, as its accuracy shows.',
    truth:
      'It also lowers the training loss, from {claim:torch-d-train-loss} to {claim:torch-e-train-loss}: the network has learned more, which is another thing.',
    evidence: 'Five seeds under PyTorch; arXiv 1805.11604 on the smoother loss.',
    page: '40-batch-norm-generalization',
    test: training('errata C10: batch norm lowers the training loss as well as the error'),
  },
  {
    id: 'C11',
    where: 'Question 16',
    says: 'The receptive field is an area that belongs to a layer.',
    truth: 'It belongs to one activation. Its neighbour has another one, and the two overlap.',
    evidence: 'The start and the jump of the fields.',
    page: '16-receptive-field',
    test: arithmetic('errata C11: neighbours in the second layer have fields 4 pixels apart'),
  },
  {
    id: 'C12',
    where: 'Questions 25 and 37',
    says: 'The book looks at layer −2 in one run and at −4 in another.',
    truth: 'Both are the fourth convolution: with batch norm, its layers stand in the list too.',
    evidence: 'The layers that have parameters, in their order.',
    page: '25-activation-stats',
    test: layers('errata C12: −2 without batch norm and −4 with it are the fourth convolution'),
  },
];

/** The ledger, by where the statement comes from. */
export const errata = { book, wiki, common } as const;

/** All rows. */
export const allErrata: readonly Erratum[] = [...book, ...wiki, ...common];
