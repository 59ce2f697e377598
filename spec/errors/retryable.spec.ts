import {
  gatewayStatus,
  retryableClose,
  retryableGatewayError,
  retryableStatus,
} from '../../src/errors';

describe('retryableClose', () => {
  // prettier-ignore
  it.each([
    [1000, true], [1001, true], [1005, true], [1006, true], [1008, true], [1011, true],
    [1012, true], [1013, true], [1014, true], [3000, true], [4000, true], [4399, true],
    [4408, true], [4425, true], [4429, true], [4500, true], [4599, true], [4600, true],
    [1002, false], [1003, false], [1004, false], [1007, false], [1009, false], [1010, false],
    [1015, false], [4400, false], [4401, false], [4403, false], [4409, false], [4413, false],
  ])('should say of close %d: %s', (code, verdict) => {
    expect(retryableClose(code)).toBe(verdict);
  });
});

describe('retryableStatus', () => {
  // prettier-ignore
  it.each([
    [408, true], [425, true], [429, true], [500, true], [502, true], [503, true], [504, true],
    [400, false], [401, false], [403, false], [404, false], [409, false], [413, false], [422, false],
    [200, false], [301, false],
  ])('should say of a refusal with %d: %s', (status, verdict) => {
    expect(retryableStatus(status)).toBe(verdict);
  });
});

describe('the gateway error codes', () => {
  // prettier-ignore
  it.each([
    ['auth_error',                        401, false],
    ['config_error',                      400, false],
    ['invalid_request',                   400, false],
    ['payload_too_large',                 413, false],
    ['rate_limit',                        429, true],
    ['rate_limit_exceeded',               429, true],
    ['idle_timeout_exceeded',             408, true],
    ['max_connection_duration_exceeded',  408, true],
    ['not_ready',                         503, true],
    ['backpressure',                      503, true],
    ['stt_metering_unavailable',          503, true],
    ['translation_error',                 500, true],
    ['provider_error',                    502, true],
    ['backend_error',                     502, true],
    ['backend_connection_failed',         502, true],
    ['invalid_pronunciation',             400, false],
    ['pronunciation_not_found',           404, false],
    ['pronunciation_unauthenticated',     401, false],
    ['pronunciation_conflict',            409, false],
    ['pronunciation_unavailable',         503, true],
    ['400',                               400, false],
    ['503',                               503, true],
  ])('should read %s as %d, retryable: %s', (code, status, verdict) => {
    expect(gatewayStatus(code)).toBe(status);
    expect(retryableGatewayError(code, 'It failed.')).toBe(verdict);
    expect(gatewayStatus(` ${code.toUpperCase()} `)).toBe(status);
  });

  // Names that every object inherits must not be found in the table.
  it.each(['', 'novel_error', '200', '1011', '99', 'constructor', '__proto__', 'toString'])(
    'should know no status of %j and try again',
    (code) => {
      expect(gatewayStatus(code)).toBeUndefined();
      expect(retryableGatewayError(code, 'It failed.')).toBe(true);
    },
  );

  it.each([
    ['Failed to connect to backend: 401 Unauthorized', false],
    ['upstream said 403', false],
    ['Failed to connect to backend: 500 Internal Server Error', true],
    ['request 14013 failed', true],
  ])('should read a refused provider key in %j: retryable %s', (message, verdict) => {
    expect(retryableGatewayError('Backend_Connection_Failed', message)).toBe(verdict);
  });

  it('should let a stated status go before the table', () => {
    expect(retryableGatewayError('provider_error', 'No such voice.', 400)).toBe(false);
    expect(retryableGatewayError('config_error', 'Busy.', 503)).toBe(true);
  });

  it('should look for a refused key in no other code', () => {
    expect(retryableGatewayError('provider_error', 'upstream said 401')).toBe(true);
  });
});
