import type { Config } from '../config/index.ts';
import type { Pacing, Settings } from './engine/settings.ts';

/** The slice of the configuration that use cases need. */
export function settingsOf(config: Config): Settings {
  const { reminders, delivery, jobs } = config;
  return {
    language: config.language,
    administrators: config.administrators.map(({ network, userId, name }) => ({
      driver: network,
      userId,
      name,
    })),
    reminders: {
      beforeDueMs: reminders.beforeDue,
      atDue: reminders.atDue,
      overdueDays: reminders.overdueDays,
      overdueTime: reminders.overdueTime,
      quiet: reminders.quietHours ?? undefined,
      workingDaysOnly: reminders.workingDaysOnly,
      workdayEnd: reminders.workdayEnd,
      horizonMs: reminders.horizon,
    },
    overduePolicy: config.deadlines.beforeDay,
    pacing: {
      telegram: pacingOf(config.telegram.pacing),
      'zalo-zca': pacingOf(config.zalo.zca.pacing),
    },
    networks: {
      policy: config.networks.policy,
      order: config.networks.order,
      failoverAfterMs: config.networks.failoverAfter,
    },
    delivery: {
      leaseMs: delivery.leaseSeconds * 1000,
      giveUpMs: delivery.giveUpAfter,
      giveUpUrgentMs: delivery.giveUpUrgentAfter,
      evidenceMs: delivery.evidenceSeconds * 1000,
      editEveryMs: delivery.editEverySeconds * 1000,
    },
    release: {
      undoMs: config.release.undoSeconds * 1000,
      flashAtOnce: config.release.flashAtOnce,
    },
    approval: config.approval,
    jobs: {
      planRemindersMs: jobs.planRemindersSeconds * 1000,
      markOverdueMs: jobs.markOverdueSeconds * 1000,
      sweepMs: jobs.sweepSeconds * 1000,
      auditAt: jobs.auditAt,
    },
    receiverLeaseMs: config.receiver.leaseSeconds * 1000,
    keepUpdatesMs: config.receiver.keepFor,
    joinCodeMs: config.joinLinks.validFor,
    maxFileBytes: config.files.maxMegabytes * 1_000_000,
  };
}

function pacingOf(pacing: Config['telegram']['pacing']): Pacing {
  const rate = ({ calls, perMs, burst }: Config['telegram']['pacing']['account']) => ({
    everyMs: perMs / calls,
    burst,
  });
  return {
    account: rate(pacing.account),
    privateChat: rate(pacing.privateChat),
    group: rate(pacing.group),
    inFlight: pacing.inFlight,
  };
}
