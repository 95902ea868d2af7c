export { checkClock, largestClockDifference } from './clock-difference.js';
export { requestTimeStamp, type TimeStampAuthority, type TimeStampRequestOptions } from './request-time-stamp.js';
export { verifyTimeStampToken } from './verify-token.js';
