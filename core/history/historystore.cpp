// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/historystore.h"

#include "core/history/databasefile.h"
#include "core/history/historywriter.h"
#include "core/history/importwriter.h"
#include "core/history/ledgerchain.h"
#include "core/history/migrations.h"
#include "core/history/queries/calls.h"
#include "core/history/queries/drafts.h"
#include "core/history/queries/imports.h"
#include "core/history/queries/runlist.h"
#include "core/history/queries/search.h"
#include "core/history/queries/spend.h"
#include "core/history/queries/spendanswers.h"
#include "core/history/queries/threads.h"
#include "core/history/queries/votes.h"
#include "core/history/readerpool.h"
#include "core/history/recordreader.h"
#include "core/support/asfuture.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr auto kOpenPatience = 15s;

/// Creates or migrates the file; other processes wait outside meanwhile.
Result<void> prepareFile(const QString& path, const DatabaseLock& lock, const Clock& clock)
{
    const auto hold = lock.exclusive(kOpenPatience);
    if (!hold)
        return std::unexpected(hold.error());
    // Looked at again: another process may have created or migrated it just before.
    const auto found = inspectDatabase(path, ledgerVersion());
    if (!found)
        return std::unexpected(found.error());
    if (!found->isNew && found->version == ledgerVersion())
        return {};
    const auto connection = Connection::open(path, Connection::Mode::Prepare);
    if (!connection)
        return std::unexpected(connection.error());
    if (found->isNew) {
        auto created = createLedger(*connection, ledgerMigrations());
        return created ? connection->execute("PRAGMA journal_mode=WAL"_L1) : created;
    }
    return migrate(*connection, found->version, ledgerMigrations(), clock.now()).transform([](const QString&) { });
}

} // namespace

HistoryStore::HistoryStore(QString path, std::shared_ptr<const Clock> clock, std::unique_ptr<ReaderPool> readers)
    : m_path(std::move(path))
    , m_clock(std::move(clock))
    , m_readers(std::move(readers))
{
    m_askers.setMaxThreadCount(1);
}

Result<std::unique_ptr<HistoryStore>> HistoryStore::open(const QString& path, std::shared_ptr<const Clock> clock)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    // Before the lock file is made, so that nothing appears beside a file that is not ours.
    const auto found = inspectDatabase(absolute, ledgerVersion());
    if (!found)
        return std::unexpected(found.error());
    auto lock = DatabaseLock::open(absolute);
    if (!lock)
        return std::unexpected(lock.error());
    if (found->isNew || found->version != ledgerVersion()) {
        if (auto prepared = prepareFile(absolute, *lock, *clock); !prepared)
            return std::unexpected(prepared.error());
    }
    std::unique_ptr<HistoryStore> store(new HistoryStore(absolute, clock, std::make_unique<ReaderPool>(absolute)));
    store->m_claim = std::make_unique<FileClaim>(absolute);
    auto writer = HistoryWriter::start(absolute, std::move(clock), *std::move(lock),
        [self = store.get()](const QList<BudgetAlert>& alerts) { self->announce(alerts); });
    if (!writer)
        return std::unexpected(writer.error());
    store->m_writer = *std::move(writer);
    return store;
}

HistoryStore::~HistoryStore()
{
    m_askers.waitForDone();
    m_readers.reset();
    if (m_writer)
        m_writer->stop(); // while it is still there for those who are told last
}

void HistoryStore::announce(const QList<BudgetAlert>& alerts)
{
    // On the writer thread.
    for (const auto& alert : alerts)
        QMetaObject::invokeMethod(this, [this, alert] { Q_EMIT budgetCrossed(alert); }, Qt::QueuedConnection);
    // One queued call at most.
    if (m_announced.exchange(true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_announced = false;
            Q_EMIT changed();
        },
        Qt::QueuedConnection);
}

QFuture<Result<QString>> HistoryStore::append(const RunRecord& record)
{
    return asFuture<Result<QString>>([&](Done<QString> done) { append(record, std::move(done)); });
}

void HistoryStore::append(const RunRecord& record, Done<QString> done)
{
    m_writer->append(record, std::move(done));
}

void HistoryStore::note(RunRecord record)
{
    m_writer->note(std::move(record));
}

QFuture<Result<void>> HistoryStore::settle()
{
    return m_writer->settle();
}

void HistoryStore::saveDraft(const Draft& draft)
{
    m_writer->saveDraft(draft);
}

void HistoryStore::discardDrafts(const QString& runId)
{
    m_writer->discardDrafts(runId);
}

Result<QList<Draft>> HistoryStore::drafts() const
{
    const auto reader = m_readers->borrow();
    return reader ? readDrafts(**reader) : std::unexpected(reader.error());
}

Result<QList<RunSummary>> HistoryStore::newest(int limit, const QString& beforeId) const
{
    const auto reader = m_readers->borrow();
    return reader ? newestRuns(**reader, limit, beforeId) : std::unexpected(reader.error());
}

Result<RunRecord> HistoryStore::run(const QString& id) const
{
    const auto reader = m_readers->borrow();
    return reader ? readRun(**reader, id) : std::unexpected(reader.error());
}

Result<SpendTotal> HistoryStore::totals(const QDateTime& fromUtc, const QDateTime& toUtc) const
{
    const auto reader = m_readers->borrow();
    return reader ? spendTotal(**reader, fromUtc, toUtc) : std::unexpected(reader.error());
}

Result<QList<SpendRow>> HistoryStore::spend(QDate from, QDate to, SpendGrouping grouping) const
{
    return spend({.from = from, .to = to}, grouping);
}

Result<QList<SpendRow>> HistoryStore::spend(const SpendQuery& query, SpendGrouping grouping) const
{
    return read([&](const Connection& connection) {
        return SpendSource::open(connection, query).and_then([&](const SpendSource& source) {
            return spendBy(source, query, grouping);
        });
    });
}

Result<QList<SpendCell>> HistoryStore::spendDays(const SpendQuery& query, SpendGrouping grouping) const
{
    return read([&](const Connection& connection) {
        return SpendSource::open(connection, query).and_then([&](const SpendSource& source) {
            return spendByDay(source, query, grouping);
        });
    });
}

Result<QList<SpendAnswer>> HistoryStore::spendAnswers(const SpendDrill& drill) const
{
    const auto reader = m_readers->borrow();
    return reader ? answersOf(**reader, drill) : std::unexpected(reader.error());
}

Result<QString> HistoryStore::resolveId(const QString& prefix) const
{
    const auto reader = m_readers->borrow();
    return reader ? resolveRunId(**reader, prefix) : std::unexpected(reader.error());
}

Result<QList<SearchHit>> HistoryStore::search(const QString& terms, int limit) const
{
    const auto reader = m_readers->borrow();
    return reader ? searchRuns(**reader, terms, limit) : std::unexpected(reader.error());
}

Result<QStringList> HistoryStore::threadRuns(const QString& thread) const
{
    const auto reader = m_readers->borrow();
    return reader ? readThreadRuns(**reader, thread) : std::unexpected(reader.error());
}

Result<QList<ThreadSummary>> HistoryStore::newestThreads(int limit) const
{
    const auto reader = m_readers->borrow();
    return reader ? readThreads(**reader, limit) : std::unexpected(reader.error());
}

Result<QList<PromptVersion>> HistoryStore::promptVersions(const QString& promptId) const
{
    const auto reader = m_readers->borrow();
    return reader ? readPromptVersions(**reader, promptId) : std::unexpected(reader.error());
}

Result<QList<PromptSummary>> HistoryStore::prompts(int limit) const
{
    const auto reader = m_readers->borrow();
    return reader ? readPrompts(**reader, u"prompt"_s, limit) : std::unexpected(reader.error());
}

Result<QList<PromptSummary>> HistoryStore::systemPrompts(int limit) const
{
    const auto reader = m_readers->borrow();
    return reader ? readPrompts(**reader, u"system"_s, limit) : std::unexpected(reader.error());
}

Result<QList<Vote>> HistoryStore::votes() const
{
    const auto reader = m_readers->borrow();
    return reader ? readVotes(**reader) : std::unexpected(reader.error());
}

QFuture<Result<void>> HistoryStore::addVote(const Vote& vote)
{
    return m_writer->perform(
        [vote](const Connection& connection, qint64 now) { return writeVote(connection, vote, now); });
}

QFuture<Result<void>> HistoryStore::withdrawVote(const QString& id)
{
    return m_writer->perform(
        [id](const Connection& connection, qint64 now) { return assay::withdrawVote(connection, id, now); });
}

QFuture<Result<void>> HistoryStore::saveSystemPrompt(const QString& name, const QString& text)
{
    return m_writer->perform([name, text](const Connection& connection, qint64 now) {
        return writeSystemPrompt(connection, name, text, now);
    });
}

Result<void> HistoryStore::withReader(const std::function<void(const Connection&)>& read) const
{
    const auto reader = m_readers->borrow();
    if (!reader)
        return std::unexpected(reader.error());
    read(**reader);
    return {};
}

QFuture<Result<void>> HistoryStore::perform(Task task, After after)
{
    return m_writer->perform(std::move(task), after == After::Scrub);
}

QFuture<Result<void>> HistoryStore::storeImport(const ImportBatch& batch)
{
    return m_writer->perform([batch](const Connection& connection, qint64 nowMicroseconds) {
        return writeImport(connection, batch, nowMicroseconds).transform([](qint64) { });
    });
}

Result<ImportState> HistoryStore::importState(const QString& source) const
{
    const auto reader = m_readers->borrow();
    return reader ? readImportState(**reader, source) : std::unexpected(reader.error());
}

Result<QList<ImportGroup>> HistoryStore::importGroups(const QString& source) const
{
    const auto reader = m_readers->borrow();
    return reader ? readImportGroups(**reader, source) : std::unexpected(reader.error());
}

Result<void> HistoryStore::importSegments(
    const QString& source, const std::function<void(const QByteArray&)>& take) const
{
    const auto reader = m_readers->borrow();
    return reader ? readImportSegments(**reader, source, take) : std::unexpected(reader.error());
}

Result<QList<ImportSource>> HistoryStore::importSources() const
{
    const auto reader = m_readers->borrow();
    return reader ? readImportSources(**reader) : std::unexpected(reader.error());
}

Result<QList<ImportedRow>> HistoryStore::imported(const ImportFilter& filter, ImportGrouping grouping) const
{
    const auto reader = m_readers->borrow();
    return reader ? readImported(**reader, filter, grouping) : std::unexpected(reader.error());
}

Result<QList<AttemptRecord>> HistoryStore::recentAttempts(const QDateTime& since, int limit) const
{
    const auto reader = m_readers->borrow();
    return reader ? assay::recentAttempts(**reader, since, limit) : std::unexpected(reader.error());
}

Result<QList<LedgerCall>> HistoryStore::calls(const QDateTime& from, const QDateTime& to) const
{
    const auto reader = m_readers->borrow();
    return reader ? callsBetween(**reader, from, to) : std::unexpected(reader.error());
}

Result<LedgerCheck> HistoryStore::verify() const
{
    const auto reader = m_readers->borrow();
    return reader ? verifyLedger(**reader) : std::unexpected(reader.error());
}

} // namespace assay
