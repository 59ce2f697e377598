const unit = require('../../jest.config.cjs');

/** For the one file that loads zone.js: see `zone.spec.ts`. */
module.exports = {
  ...unit,
  rootDir: '../..',
  roots: ['<rootDir>/spec/angular'],
  testMatch: ['<rootDir>/spec/angular/zoned.ts'],
  coverageThreshold: {},
};
