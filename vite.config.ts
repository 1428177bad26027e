import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Vitest leaves one core free, which of two is half of them; nobody works beside a test run.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: [
            'packages/*/src/**/*.test.ts',
            'bench/src/**/*.test.ts',
            'models/face/src/**/*.test.ts',
            'models/skin/conditions/*.test.ts',
            'tests/integration/**/*.test.ts',
            'tests/fidelity/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'host',
          environment: 'node',
          include: ['demo/crm-host/{src,console/src,demo}/**/*.test.ts'],
          globalSetup: ['demo/crm-host/src/testing/global-setup.ts'],
          setupFiles: ['demo/crm-host/src/testing/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/support/global-setup.ts'],
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
