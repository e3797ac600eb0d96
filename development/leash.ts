/**
 * Loaded into every process of a development run before its program: when the process that started it is gone, however
 * it went, this one ends too, in good order. The channel alone does not keep it running.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
