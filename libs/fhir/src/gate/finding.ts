export type { Finding } from '@passerelle/kernel';
