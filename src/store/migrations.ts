/**
 * Every change of the tables, in order; each runs once, in a transaction. Append, never edit.
 *
 * Columns are uuid, text, text[], integer, boolean, timestamptz and jsonb only: these read alike from
 * PGlite and pg. Days are text 'YYYY-MM-DD'; ids of networks are text.
 */
export const migrations: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: '0001-directory',
    sql: `
      create table organisation (
        id uuid primary key default gen_random_uuid(),
        key text not null unique,
        name text not null,
        short_names text[] not null default '{}',
        aliases text[] not null default '{}',
        code_old text,
        code_qd20 text,
        level text not null,
        kind text not null,
        parent_id uuid references organisation (id),
        valid_from text not null default '1945-01-01',
        valid_to text
      );
      create table organisation_link (
        id uuid primary key default gen_random_uuid(),
        from_id uuid not null references organisation (id),
        to_id uuid references organisation (id),
        type text not null,
        function text,
        effective text not null,
        legal_basis text,
        unique (from_id, to_id, type, effective)
      );
      create table organisation_group (
        id uuid primary key default gen_random_uuid(),
        key text not null unique,
        name text not null,
        aliases text[] not null default '{}'
      );
      create table group_member (
        group_id uuid not null references organisation_group (id),
        organisation_id uuid not null references organisation (id),
        valid_from text not null default '1945-01-01',
        valid_to text,
        primary key (group_id, organisation_id, valid_from)
      );
      create table person (
        id uuid primary key default gen_random_uuid(),
        name text not null
      );
      create table position (
        id uuid primary key default gen_random_uuid(),
        person_id uuid not null references person (id),
        organisation_id uuid not null references organisation (id),
        role text not null,
        valid_from text not null,
        valid_to text
      );
      create index position_person on position (person_id);
      create index position_organisation on position (organisation_id);
      create table issuing_office (
        id uuid primary key default gen_random_uuid(),
        organisation_id uuid not null unique references organisation (id),
        symbol text not null
      );
      create table staff (
        id uuid primary key default gen_random_uuid(),
        person_id uuid not null references person (id),
        office_id uuid not null references issuing_office (id),
        role text not null,
        valid_from text not null,
        valid_to text
      );
      create index staff_person on staff (person_id);`,
  },
  {
    name: '0002-chats',
    sql: `
      create table account (
        id text primary key,
        driver text not null,
        state text not null,
        since timestamptz not null,
        detail text
      );
      create table account_lease (
        account_id text primary key,
        owner text not null,
        fence integer not null,
        lease_until timestamptz not null,
        credentials text
      );
      create table chat (
        id uuid primary key default gen_random_uuid(),
        driver text not null,
        account_id text not null,
        external_id text not null,
        thread_id text not null default '',
        kind text not null,
        title text not null default '',
        language text not null default 'vi',
        organisation_id uuid references organisation (id),
        person_id uuid references person (id),
        purposes text[] not null default '{}',
        state text not null,
        verified_by uuid references person (id),
        verified_at timestamptz,
        unique (account_id, external_id, thread_id)
      );
      create index chat_organisation on chat (organisation_id) where organisation_id is not null;
      create index chat_person on chat (person_id) where person_id is not null;
      create table identity (
        id uuid primary key default gen_random_uuid(),
        driver text not null,
        external_user_id text not null,
        person_id uuid not null references person (id),
        bound_at timestamptz not null,
        revoked_at timestamptz
      );
      create unique index identity_current on identity (driver, external_user_id) where revoked_at is null;
      create index identity_person on identity (person_id);
      create table join_code (
        id uuid primary key default gen_random_uuid(),
        code_hash text not null unique,
        subject text not null,
        role text,
        organisation_id uuid references organisation (id),
        office_id uuid references issuing_office (id),
        created_by uuid not null references person (id),
        expires_at timestamptz not null,
        used_at timestamptz
      );
      create table join_request (
        id uuid primary key default gen_random_uuid(),
        subject text not null,
        role text,
        organisation_id uuid references organisation (id),
        office_id uuid references issuing_office (id),
        driver text not null,
        external_user_id text,
        person_name text,
        chat_id uuid references chat (id),
        state text not null,
        asked_at timestamptz not null,
        decided_by uuid references person (id),
        decided_at timestamptz
      );
      create table pace (
        key text primary key,
        tat timestamptz not null,
        blocked_until timestamptz,
        slowed_percent integer,
        slowed_at timestamptz,
        held_by text,
        held_until timestamptz
      );`,
  },
  {
    name: '0003-directives',
    sql: `
      create table file (
        id uuid primary key default gen_random_uuid(),
        sha256 text not null,
        name text not null,
        bytes integer not null,
        media_type text not null,
        unique (sha256, name)
      );
      create table remote_file (
        file_id uuid not null references file (id),
        account_id text not null,
        remote_id text not null,
        primary key (file_id, account_id)
      );
      create table document (
        id uuid primary key default gen_random_uuid(),
        office_id uuid not null references issuing_office (id),
        file_id uuid references file (id),
        sha256 text not null,
        parsed jsonb not null,
        read_at timestamptz not null
      );
      create table refusal (
        id uuid primary key default gen_random_uuid(),
        at timestamptz not null,
        operator text not null,
        content_sha256 text,
        file_name_sha256 text,
        matched_mark text,
        matched_rule text not null
      );
      create table upload (
        id uuid primary key default gen_random_uuid(),
        account_id text not null,
        chat_id uuid not null references chat (id),
        person_id uuid references person (id),
        remote_id text not null,
        name text not null,
        media_type text not null,
        bytes integer not null,
        purpose text not null,
        subject_id uuid not null,
        state text not null,
        file_id uuid references file (id),
        reason text,
        attempt integer not null default 0,
        detail jsonb not null default '{}',
        received_at timestamptz not null
      );
      create index upload_new on upload (received_at) where state = 'new';
      create index upload_subject on upload (subject_id);
      create table draft (
        id uuid primary key default gen_random_uuid(),
        dialogue text not null,
        office_id uuid references issuing_office (id),
        person_id uuid not null references person (id),
        chat_id uuid not null references chat (id),
        step text not null,
        revision integer not null default 1,
        body jsonb not null,
        state text not null,
        created_at timestamptz not null,
        updated_at timestamptz not null
      );
      create index draft_open on draft (chat_id, updated_at) where state = 'open';
      create table directive (
        id uuid primary key default gen_random_uuid(),
        office_id uuid not null references issuing_office (id),
        code text not null unique,
        number text not null,
        symbol text not null,
        issued_on text not null,
        issuer text not null,
        subject text not null,
        urgency text not null,
        circulation text not null,
        ack_policy text not null,
        ack_due_at timestamptz,
        state text not null,
        drill boolean not null default false,
        version integer not null default 1,
        created_by uuid not null references person (id),
        approved_by uuid references person (id),
        released_at timestamptz not null,
        relates_to uuid references directive (id),
        relation text
      );
      create index directive_office on directive (office_id, released_at);
      create table directive_version (
        id uuid primary key default gen_random_uuid(),
        directive_id uuid not null references directive (id),
        version integer not null,
        text text not null,
        files jsonb not null,
        short_messages jsonb not null,
        content_sha256 text not null,
        declared_by uuid not null references person (id),
        declared_at timestamptz not null,
        unique (directive_id, version)
      );
      create table audience (
        version_id uuid not null references directive_version (id),
        organisation_id uuid not null references organisation (id),
        role text not null,
        tasks jsonb not null default '[]',
        deadline_ids text[] not null default '{}',
        fanned_out boolean not null default false,
        primary key (version_id, organisation_id)
      );
      create index audience_waiting on audience (version_id) where not fanned_out;
      create table deadline (
        id uuid primary key default gen_random_uuid(),
        version_id uuid not null references directive_version (id),
        obligation text not null,
        phrase text not null,
        kind text not null,
        boundary text,
        named_date text,
        named_time text,
        due_at timestamptz,
        overdue_at timestamptz,
        recurrence text,
        anchor text,
        offset_text text,
        flags text[] not null default '{}',
        confirmed_by uuid not null references person (id)
      );
      create table obligation (
        id uuid primary key default gen_random_uuid(),
        directive_id uuid not null references directive (id),
        version_id uuid not null references directive_version (id),
        organisation_id uuid not null references organisation (id),
        kind text not null,
        deadline_id uuid references deadline (id),
        occurrence integer not null default 1,
        due_at timestamptz,
        overdue_at timestamptz,
        state text not null,
        extended_to timestamptz,
        marked_overdue_at timestamptz,
        met_at timestamptz,
        met_by uuid references person (id)
      );
      create unique index obligation_once on obligation (version_id, organisation_id, kind,
        coalesce(deadline_id, '00000000-0000-0000-0000-000000000000'), occurrence);
      create index obligation_directive on obligation (directive_id, organisation_id);
      create index obligation_open on obligation (overdue_at) where state = 'open' and marked_overdue_at is null;`,
  },
  {
    name: '0004-deliveries',
    sql: `
      create table delivery (
        id uuid primary key default gen_random_uuid(),
        directive_id uuid not null references directive (id),
        version_id uuid not null references directive_version (id),
        organisation_id uuid not null references organisation (id),
        chat_id uuid not null references chat (id),
        purpose text not null,
        occurrence integer not null default 1,
        unique (version_id, chat_id, purpose, occurrence)
      );
      create index delivery_directive on delivery (directive_id, organisation_id);
      create table part (
        id uuid primary key default gen_random_uuid(),
        delivery_id uuid references delivery (id),
        chat_id uuid not null references chat (id),
        account_id text not null,
        position integer not null default 0,
        kind text not null,
        lane integer not null,
        state text not null,
        fence integer not null default 0,
        attempt integer not null default 0,
        created_at timestamptz not null,
        next_try_at timestamptz not null,
        give_up_at timestamptz not null,
        claimed_by text,
        lease_until timestamptz,
        settle_at timestamptz,
        sent_at timestamptz,
        message_id text,
        client_id text not null,
        reason text,
        resend_of uuid references part (id),
        reply_to uuid references part (id),
        subject_id uuid,
        content jsonb,
        shown_hash text,
        stale boolean not null default false,
        edit_after timestamptz,
        editing_until timestamptz
      );
      create unique index part_position on part (delivery_id, position,
        coalesce(resend_of, '00000000-0000-0000-0000-000000000000')) where delivery_id is not null;
      create unique index part_resend on part (resend_of) where resend_of is not null;
      create index part_queued on part (account_id, lane, created_at, position) where state = 'queued';
      create index part_sending on part (lease_until) where state = 'sending';
      create index part_uncertain on part (settle_at) where state = 'uncertain' and settle_at is not null;
      create index part_stale on part (account_id, edit_after) where stale;
      create index part_editing on part (editing_until) where editing_until is not null;
      create index part_message on part (chat_id, message_id);
      create index part_subject on part (subject_id) where subject_id is not null;
      create table reminder (
        id uuid primary key default gen_random_uuid(),
        obligation_id uuid not null references obligation (id),
        step text not null,
        due_at timestamptz not null,
        fence integer not null default 0,
        state text not null,
        settled_at timestamptz,
        reason text,
        unique (obligation_id, step, fence)
      );
      create index reminder_planned on reminder (due_at) where state = 'planned';
      create index reminder_queued on reminder (due_at) where state = 'queued';
      create index reminder_obligation on reminder (obligation_id);`,
  },
  {
    name: '0005-answers',
    sql: `
      create table acknowledgement (
        id uuid primary key default gen_random_uuid(),
        directive_id uuid not null references directive (id),
        version_id uuid not null references directive_version (id),
        organisation_id uuid not null references organisation (id),
        person_id uuid not null references person (id),
        role text not null,
        status text not null,
        way text not null,
        evidence text,
        reason text,
        at timestamptz not null,
        withdrawn_at timestamptz
      );
      create unique index acknowledgement_once on acknowledgement (version_id, organisation_id, person_id, status)
        where withdrawn_at is null;
      create index acknowledgement_directive on acknowledgement (directive_id, organisation_id);
      create table submission (
        id uuid primary key default gen_random_uuid(),
        obligation_id uuid not null references obligation (id),
        directive_id uuid not null references directive (id),
        organisation_id uuid not null references organisation (id),
        person_id uuid not null references person (id),
        kind text not null,
        text text,
        file_ids text[] not null default '{}',
        at timestamptz not null,
        on_time boolean not null
      );
      create index submission_obligation on submission (obligation_id);
      create table repost (
        id uuid primary key default gen_random_uuid(),
        version_id uuid not null references directive_version (id),
        organisation_id uuid not null references organisation (id),
        chat_id uuid not null references chat (id),
        person_id uuid references person (id),
        link text,
        at timestamptz not null,
        unique (version_id, chat_id)
      );
      create table inbox (
        id uuid primary key default gen_random_uuid(),
        seq integer generated always as identity,
        account_id text not null,
        network_id text not null,
        chat_key text not null,
        urgent boolean not null,
        received_at timestamptz not null,
        payload jsonb not null,
        state text not null default 'new',
        attempt integer not null default 0,
        reason text,
        unique (account_id, network_id)
      );
      create index inbox_new on inbox (account_id, urgent, seq) where state = 'new';
      create index inbox_chat on inbox (account_id, chat_key, seq) where state = 'new';
      create table event_log (
        seq integer generated always as identity primary key,
        at timestamptz not null,
        actor text not null,
        action text not null,
        subject_kind text not null,
        subject_id text not null,
        detail jsonb not null default '{}'
      );
      create index event_log_subject on event_log (subject_id);
      create function event_log_is_append_only() returns trigger language plpgsql as $$
        begin raise exception 'event_log is append-only'; end $$;
      create trigger event_log_append_only before update or delete on event_log
        for each row execute function event_log_is_append_only();`,
  },
  {
    name: '0006-job-runs',
    sql: `
      create table job_run (
        job text primary key,
        succeeded_at timestamptz not null,
        counts jsonb not null default '{}'
      );`,
  },
  {
    name: '0007-former-chats',
    sql: `
      create table former_chat (
        account_id text not null,
        external_id text not null,
        chat_id uuid not null references chat (id),
        primary key (account_id, external_id)
      );`,
  },
  {
    name: '0008-removals',
    sql: `
      alter table part add column removal text, add column removal_reason text;
      update part set removal = 'wanted' where reason = 'twin' and state = 'superseded' and stale;`,
  },
  {
    name: '0009-draft-life',
    sql: `
      alter table draft
        add column drill boolean not null default false,
        add column release_at timestamptz,
        add column submitted_at timestamptz,
        add column approved_by uuid references person (id);
      create index draft_scheduled on draft (release_at) where state = 'scheduled';
      create function drill_stays() returns trigger language plpgsql as $$
        begin
          if new.drill is distinct from old.drill then
            raise exception 'a drill stays a drill, and what is real stays real';
          end if;
          return new;
        end $$;
      create trigger draft_drill_stays before update on draft for each row execute function drill_stays();
      create trigger directive_drill_stays before update on directive
        for each row execute function drill_stays();`,
  },
  {
    name: '0010-part-about',
    sql: 'alter table part add column about uuid references directive (id);',
  },
  {
    name: '0011-saved-lists',
    sql: `
      create table saved_list (
        id uuid primary key default gen_random_uuid(),
        office_id uuid not null references issuing_office (id),
        name text not null,
        audience jsonb not null,
        saved_by uuid not null references person (id),
        saved_at timestamptz not null
      );
      create unique index saved_list_name on saved_list (office_id, lower(name));
      create index directive_version_files on directive_version using gin (files jsonb_path_ops);`,
  },
  {
    name: '0012-substitutes',
    sql: `
      create table substitution (
        id uuid primary key default gen_random_uuid(),
        organisation_id uuid not null references organisation (id),
        person_id uuid not null references person (id),
        substitute_id uuid not null references person (id),
        from_day text not null,
        to_day text not null,
        asked_by uuid not null references person (id),
        asked_at timestamptz not null,
        state text not null,
        agreed_at timestamptz,
        ended_at timestamptz,
        ended_by uuid references person (id),
        check (person_id <> substitute_id)
      );
      create index substitution_person on substitution (person_id);
      create index substitution_substitute on substitution (substitute_id);
      create view membership as
        select id, person_id, organisation_id, null::uuid as office_id, role, valid_from, valid_to from position
        union all
        select s.id, s.person_id, f.organisation_id, s.office_id, s.role, s.valid_from, s.valid_to
        from staff s join issuing_office f on f.id = s.office_id;
      create view membership_on_duty as
        select m.*, null::uuid as instead_of from membership m
        union all
        select m.id, u.substitute_id, m.organisation_id, m.office_id, m.role,
          greatest(m.valid_from, u.from_day, own.valid_from), least(m.valid_to, u.to_day, own.valid_to), u.person_id
        from substitution u
          join membership m on m.person_id = u.person_id and m.organisation_id = u.organisation_id
          join membership own on own.person_id = u.substitute_id and own.organisation_id = u.organisation_id
        where u.agreed_at is not null;
      create view position_on_duty as
        select id, person_id, organisation_id, role, valid_from, valid_to, instead_of
        from membership_on_duty where office_id is null;
      create view staff_on_duty as
        select id, person_id, organisation_id, office_id, role, valid_from, valid_to, instead_of
        from membership_on_duty where office_id is not null;
      alter table acknowledgement add column instead_of uuid references person (id);
      alter table submission add column instead_of uuid references person (id);`,
  },
  {
    name: '0013-network-policies',
    sql: 'alter table organisation add column networks jsonb;',
  },
  {
    // A release writes a row of each of these for every chat, from rows that it has just read and
    // that nothing ever deletes; to look each of them up again was a third of its time. What a row
    // belongs to is still checked.
    name: '0014-fewer-checks',
    sql: `
      alter table audience drop constraint audience_organisation_id_fkey;
      alter table delivery drop constraint delivery_directive_id_fkey,
        drop constraint delivery_organisation_id_fkey, drop constraint delivery_chat_id_fkey;
      alter table part drop constraint part_chat_id_fkey;
      alter table obligation drop constraint obligation_directive_id_fkey,
        drop constraint obligation_organisation_id_fkey;`,
  },
  {
    name: '0015-directive-kind',
    sql: 'alter table directive add column kind text;',
  },
  {
    name: '0016-upload-update',
    sql: 'alter table upload add column update_id uuid;',
  },
  {
    name: '0017-inbox-done',
    sql: `create index inbox_done on inbox (received_at) where state = 'done';`,
  },
  {
    name: '0018-officials',
    sql: `
      alter table part add column choices text[];
      create table petition (
        id uuid primary key default gen_random_uuid(),
        kind text not null,
        directive_id uuid not null references directive (id),
        organisation_id uuid not null references organisation (id),
        obligation_id uuid references obligation (id),
        person_id uuid not null references person (id),
        chat_id uuid not null references chat (id),
        reason text not null,
        wanted timestamptz,
        asked_at timestamptz not null,
        state text not null,
        decided_by uuid references person (id),
        decided_at timestamptz,
        decision_reason text,
        granted timestamptz
      );
      create unique index petition_open on petition (directive_id, organisation_id, kind) where state = 'open';
      create index petition_directive on petition (directive_id, organisation_id);
      create table delegation (
        id uuid primary key default gen_random_uuid(),
        directive_id uuid not null references directive (id),
        organisation_id uuid not null references organisation (id),
        person_id uuid not null references person (id),
        by_person uuid not null references person (id),
        by_role text not null,
        chat_id uuid not null references chat (id),
        asked_chat_id uuid not null references chat (id),
        card_id uuid not null references part (id),
        state text not null,
        asked_at timestamptz not null,
        settled_at timestamptz
      );
      create unique index delegation_current on delegation (directive_id, organisation_id)
        where state in ('asked', 'accepted');
      create index delegation_person on delegation (person_id) where state in ('asked', 'accepted');
      create table feedback (
        id uuid primary key default gen_random_uuid(),
        directive_id uuid not null references directive (id),
        organisation_id uuid not null references organisation (id),
        person_id uuid not null references person (id),
        chat_id uuid not null references chat (id),
        answers uuid references feedback (id),
        text text not null,
        file_ids text[] not null default '{}',
        at timestamptz not null
      );
      create index feedback_directive on feedback (directive_id, organisation_id);`,
  },
  {
    name: '0019-amendments',
    sql: `
      alter table directive_version add column relation text, add column settled_at timestamptz;
      create index directive_version_open on directive_version (directive_id)
        where relation is not null and settled_at is null;`,
  },
  {
    name: '0020-reminded-by-staff',
    sql: `
      alter table directive add column reminded_at timestamptz,
        add column reminded_by uuid references person (id);`,
  },
  {
    name: '0021-calls',
    sql: 'alter table acknowledgement add column recorded_by uuid references person (id);',
  },
  {
    name: '0022-ask-again',
    sql: 'alter table directive add column ask_again boolean not null default true;',
  },
  {
    // The unique key of reminders begins with the obligation, so it finds them as well.
    name: '0023-reminder-index',
    sql: 'drop index reminder_obligation;',
  },
  {
    name: '0024-standing-native-reminders',
    sql: `
      create index part_native_reminder on part (delivery_id)
        where kind = 'native-reminder' and removal is null;`,
  },
  {
    // Jobs that named one reminder each are known no more; the next plan makes jobs of these again.
    name: '0025-reminder-slots',
    sql: `update reminder set state = 'planned' where state = 'queued';`,
  },
  {
    // A predicate on the state would offer this index, and every claim it ever held, to whoever settles a part.
    name: '0026-claims-by-lease',
    sql: `
      drop index part_sending;
      create index part_claimed on part (lease_until) where lease_until is not null;`,
  },
  {
    // By the moment that is asked for, which an extension moves.
    name: '0027-obligations-by-last-moment',
    sql: `
      drop index obligation_open;
      create index obligation_open on obligation (coalesce(extended_to, overdue_at, due_at))
        where state = 'open' and marked_overdue_at is null;`,
  },
];
