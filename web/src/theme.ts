import { Anchor, Button, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent colour. White on shade 7 and on shade 6 reaches 4.5:1. */
const accent: MantineColorsTuple = [
  '#eef3ff',
  '#dbe5fd',
  '#b6c9f8',
  '#8eabf3',
  '#6d91ef',
  '#4f78e6',
  '#3a64da',
  '#2b52c8',
  '#2346ac',
  '#1b3888',
];

/** Neutral surfaces with a trace of blue, so that the accent sits quietly on them. */
const dark: MantineColorsTuple = [
  '#e4e8f0',
  '#c3cad7',
  '#a3acbd',
  '#7c879b',
  '#4a5468',
  '#363f51',
  '#262d3b',
  '#1b212c',
  '#151a23',
  '#0f131a',
];

const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#eff1f5',
  '#e3e7ed',
  '#d2d8e1',
  '#b3bcc9',
  '#8b95a5',
  '#5c6778',
  '#465061',
  '#303847',
  '#1c2330',
];

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  colors: { accent, dark, gray },
  black: '#1a2230',
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  defaultRadius: 'md',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { radius: 'md' } }),
    Anchor: Anchor.extend({ defaultProps: { underline: 'hover' } }),
  },
});
