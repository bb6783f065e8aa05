const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** 21,460 */
export const whole = (value: number) => grouped.format(value).replace('-', '−');
/** 3.2×, 1.15×, 85× */
export const factor = (value: number) =>
  `${value < 10 ? String(Number(value.toFixed(2))) : whole(value)}×`;
/** 72 % */
export const percent = (share: number) => `${whole(100 * share)} %`;
export const milliseconds = (value: number) => `${whole(value)} ms`;
/** Thousands of bytes: 247 kB */
export const bytes = (value: number) => `${whole(value / 1000)} kB`;
