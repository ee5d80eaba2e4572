// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/writesession.h"

#include "core/history/ledgerchain.h"
#include "core/history/rows.h"
#include "core/history/wordtokenizer.h"
#include "core/support/logging.h"

#include <QDeadlineTimer>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr auto kPatience = 30s;
constexpr qint64 kIndexBatch = 512;
constexpr auto kDraftedRuns = "SELECT DISTINCT run_id FROM journal"_L1;
constexpr auto kCheckpoint = "PRAGMA wal_checkpoint(PASSIVE)"_L1;

// Estimates, only to decide when a checkpoint is worth it.
constexpr qint64 kPagesACommit = 12;
qint64 pagesOf(const RunRecord& record)
{
    qint64 bytes = record.prompt.size() + record.system.size();
    for (const auto& lane : record.lanes)
        bytes += 1'000 + lane.text.size() + lane.reasoning.size() + 500 * lane.attempts.size();
    return 1 + bytes / 4'000;
}

} // namespace

WriteSession::WriteSession(Connection connection, const DatabaseLock& lock, FileIdentity identity)
    : m_connection(std::move(connection))
    , m_lock(lock)
    , m_identity(identity)
{
}

Result<std::unique_ptr<WriteSession>> WriteSession::open(
    const QString& path, const DatabaseLock& lock, std::optional<FileIdentity> identity)
{
    const auto present = fileIdentity(path);
    if (!present || (identity && *identity != *present)) {
        return fail(ErrorKind::Storage,
            u"The history file %1 was moved, deleted or replaced while it was open; nothing was saved."_s.arg(path));
    }
    auto connection = Connection::open(path, Connection::Mode::Write);
    if (!connection)
        return std::unexpected(connection.error());
    if (auto quick = quickenWords(*connection); !quick)
        return std::unexpected(quick.error());
    const auto tail = verifyChainTail(*connection);
    if (!tail)
        return std::unexpected(tail.error());
    if (tail->firstBreak) {
        return fail(ErrorKind::Storage,
            u"The history file %1 is damaged at run %2; it was left as it is. Restore a backup."_s.arg(
                path, tail->firstBreak->runId));
    }
    std::unique_ptr<WriteSession> session(new WriteSession(*std::move(connection), lock, *present));
    auto writer = RecordWriter::prepare(session->m_connection);
    if (!writer)
        return std::unexpected(writer.error());
    session->m_writer = *std::move(writer);
    auto budgets = BudgetBook::prepare(session->m_connection);
    if (!budgets)
        return std::unexpected(budgets.error());
    session->m_budgets = *std::move(budgets);
    auto index = SearchIndex::prepare(session->m_connection);
    if (!index)
        return std::unexpected(index.error());
    session->m_index = *std::move(index);
    return session;
}

Result<QStringList> WriteSession::draftedRuns() const
{
    return m_connection.texts(kDraftedRuns);
}

Result<DatabaseLock::Hold> WriteSession::enter() const
{
    if (fileIdentity(m_connection.path()) != m_identity) {
        return fail(ErrorKind::Storage,
            u"The history file %1 was moved, deleted or replaced while it was open; nothing was saved."_s.arg(
                m_connection.path()));
    }
    return m_lock.shared(kPatience);
}

Result<void> WriteSession::write(
    std::span<PendingAppend> appends, const QList<Draft>& drafts, const QStringList& discards, qint64 nowMicroseconds)
{
    const auto hold = enter();
    if (!hold)
        return std::unexpected(hold.error());
    auto done = m_writer->begin();
    if (done)
        done = m_budgets->begin();
    if (done)
        done = fill(appends, drafts, discards, nowMicroseconds);
    if (done)
        done = m_writer->commit();
    if (!done)
        m_writer->rollback();
    m_pendingPages += kPagesACommit;
    return done;
}

Result<void> WriteSession::run(std::span<BudgetTask> tasks, qint64 nowMicroseconds)
{
    const auto hold = enter();
    if (!hold)
        return std::unexpected(hold.error());
    auto done = m_writer->begin();
    if (done)
        done = m_budgets->begin();
    for (auto& task : tasks) {
        if (done)
            done = task.work(*m_budgets, nowMicroseconds);
    }
    if (done)
        done = m_writer->commit();
    if (!done)
        m_writer->rollback();
    m_pendingPages += kPagesACommit;
    return done;
}

Result<void> WriteSession::perform(const std::function<Result<void>(const Connection&)>& task)
{
    const auto hold = enter();
    if (!hold)
        return std::unexpected(hold.error());
    if (auto begun = m_connection.execute("BEGIN IMMEDIATE"_L1); !begun)
        return begun;
    auto done = task(m_connection);
    if (done)
        done = m_connection.execute("COMMIT"_L1);
    if (!done) [[maybe_unused]]
        const auto back = m_connection.execute("ROLLBACK"_L1);
    m_pendingPages += kPagesACommit;
    return done;
}

Result<void> WriteSession::fill(
    std::span<PendingAppend> appends, const QList<Draft>& drafts, const QStringList& discards, qint64 nowMicroseconds)
{
    for (const auto& draft : drafts) {
        if (auto done = m_writer->saveDraft(draft, nowMicroseconds); !done)
            return done;
    }
    for (auto& append : appends) {
        append.outcome = m_writer->append(append.record, nowMicroseconds);
        if (!append.outcome)
            return std::unexpected(append.outcome.error());
        if (*append.outcome == RecordWriter::Outcome::Stored) {
            const qint64 at = toMicroseconds(append.record.startedAt).value_or(nowMicroseconds);
            if (auto settled = m_budgets->settle(append.record, at, nowMicroseconds); !settled)
                return settled;
        }
        m_pendingPages += pagesOf(append.record);
    }
    for (const auto& runId : discards) {
        if (auto done = m_writer->discardDrafts(runId); !done)
            return done;
    }
    return {};
}

Result<qint64> WriteSession::index()
{
    const auto hold = enter();
    if (!hold)
        return std::unexpected(hold.error());
    m_pendingPages += kIndexBatch;
    return m_index->next(kIndexBatch);
}

void WriteSession::checkpoint(std::chrono::milliseconds patience)
{
    // Without the lock another process is in the middle of something: the next time will do.
    const auto hold = m_lock.exclusive(patience);
    if (!hold)
        return;
    auto query = m_connection.prepare(kCheckpoint);
    if (!query || !m_connection.run(*query, {}) || !query->next()) {
        qCWarning(lcHistory) << "a checkpoint failed";
        return;
    }
    const qint64 pages = query->value(1).toLongLong();
    const qint64 moved = query->value(2).toLongLong();
    m_pendingPages = std::max(qint64{0}, pages - moved);
    if (m_pendingPages > 16'384)
        qCWarning(lcHistory) << "a reader holds back the WAL, pages:" << m_pendingPages;
}

Result<void> WriteSession::emptyLog(std::chrono::milliseconds patience)
{
    const QDeadlineTimer deadline(patience);
    do {
        const auto hold = m_lock.exclusive(patience);
        if (!hold)
            return std::unexpected(hold.error());
        const auto busy = m_connection.value("PRAGMA wal_checkpoint(TRUNCATE)"_L1);
        if (!busy)
            return std::unexpected(busy.error());
        if (busy->toInt() == 0) {
            m_pendingPages = 0;
            return {};
        }
        QThread::msleep(20);
    } while (!deadline.hasExpired());
    return fail(ErrorKind::Storage,
        u"The text was removed, but a program that reads the history did not let go of its log %1-wal, which may hold a copy; close it and purge again."_s
            .arg(m_connection.path()));
}

} // namespace assay
