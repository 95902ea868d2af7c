/**
 * What the Kafka scripts say when they cannot go on. They run before anything is built, so they cannot read the error
 * registry (libs/kernel, part `bus`); a test in libs/bus/src/kafka holds these sentences in step with it.
 */
export const sentences = {
  'PSR-5004': {
    message: 'Java 17 or Maven was not found, so no Kafka broker can be started here.',
    action: 'Install Java 17 and Maven, or run `docker compose up kafka`.',
  },
  'PSR-5008': {
    message: 'Port {port} is already in use on this computer, so no Kafka broker was started.',
    action: 'Stop what listens there, choose another with --port, or let --any-port choose one.',
  },
  'PSR-5009': {
    message: 'The Kafka broker could not be prepared or did not start.',
    action: 'Read the lines printed above it: they are those of Maven or of the broker itself.',
  },
};

/** An expected reason not to start a broker. */
export class Refusal extends Error {
  /**
   * @param {keyof typeof sentences} code
   * @param {Record<string, string | number>} facts
   */
  constructor(code, facts = {}) {
    const { message, action } = sentences[code];
    super(`${code}: ${message.replace(/\{(\w+)\}/g, (_, name) => String(facts[name]))} ${action}`);
    this.code = code;
  }
}
