import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // A failure of chance says with what, also where only its first line is kept.
    chaiConfig: { truncateThreshold: 2000 },
    projects: [
      {
        test: {
          name: 'unit',
          testTimeout: 60_000,
          include: [
            '{shared,web}/test/**/*.test.{ts,tsx}',
            'server/test/unit/**/*.test.ts',
            'scripts/test/*.test.mjs',
          ],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['server/test/integration/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
