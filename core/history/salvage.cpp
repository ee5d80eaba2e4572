// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/backups.h"
#include "core/history/connection.h"
#include "core/history/historystore.h"
#include "core/history/ledgerchain.h"
#include "core/history/recordreader.h"
#include "core/history/rows.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kLast = "SELECT max(seq) FROM run"_L1;
constexpr auto kLastOfLanes = "SELECT max(run) FROM lane"_L1;
constexpr auto kRun = "SELECT id, text_sha FROM run WHERE seq = ?"_L1;
constexpr auto kLaneShas = "SELECT text_sha FROM lane WHERE run = ? ORDER BY seq"_L1;
constexpr auto kGone = "SELECT 1 FROM run_gone WHERE run = ?"_L1;
constexpr int kMostProblems = 100;
constexpr qint64 kGuessedRuns = 10'000'000;
constexpr qint64 kMostHoles = 100'000;

/// Reads one run after another by its number.
class Salvage
{
public:
    Salvage(const Connection& connection, HistoryStore& target)
        : m_connection(connection)
        , m_target(target)
    {
    }
    SalvageReport run();

private:
    void rescue(qint64 seq);
    void note(qint64 seq, const QString& what);
    bool fits(const RunRecord& run, qint64 seq) const;
    Result<QVariant> value(QLatin1StringView statement, qint64 seq, int column = 0) const;

    const Connection& m_connection;
    HistoryStore& m_target;
    SalvageReport m_report;
    qint64 m_holes = 0; // numbers in a row that hold nothing
};

Result<QVariant> Salvage::value(QLatin1StringView statement, qint64 seq, int column) const
{
    auto query = m_connection.prepare(statement);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = m_connection.run(*query, {seq}); !done)
        return std::unexpected(done.error());
    return query->next() ? query->value(column) : QVariant();
}

void Salvage::note(qint64 seq, const QString& what)
{
    if (m_report.problems.size() < kMostProblems)
        m_report.problems.append(u"Run number %1: %2"_s.arg(seq).arg(what));
}

bool Salvage::fits(const RunRecord& run, qint64 seq) const
{
    if (value(kGone, seq).value_or(QVariant()).isValid())
        return true; // its texts were removed on purpose
    const auto prompt = RowBuilder().text(run.prompt).text(run.system);
    if (value(kRun, seq, 1).value_or(QVariant()).toByteArray() != textHash(ChainRow::RunText, prompt))
        return false;
    auto shas = m_connection.prepare(kLaneShas);
    if (!shas || !m_connection.run(*shas, {seq}))
        return false;
    for (const auto& lane : run.lanes) {
        const auto texts
            = RowBuilder().text(lane.text).text(lane.reasoning).text(lane.refusal).text(toolCallsText(lane.toolCalls));
        if (!shas->next() || shas->value(0).toByteArray() != textHash(ChainRow::LaneText, texts))
            return false;
    }
    return true;
}

void Salvage::rescue(qint64 seq)
{
    const auto id = value(kRun, seq);
    if (!id) {
        ++m_report.lost;
        note(seq, id.error().detail);
        return;
    }
    if (!id->isValid()) {
        ++m_holes;
        return;
    }
    m_holes = 0;
    const auto run = readRun(m_connection, id->toString());
    if (!run) {
        ++m_report.lost;
        note(seq, run.error().detail);
        return;
    }
    const bool whole = fits(*run, seq);
    if (const auto stored = m_target.append(*run).result(); !stored) {
        ++m_report.lost;
        note(seq, stored.error().detail);
        return;
    }
    ++m_report.saved;
    if (!whole) {
        ++m_report.altered;
        note(seq, u"saved, but a text is not what was recorded."_s);
    }
}

SalvageReport Salvage::run()
{
    qint64 last = 0;
    for (const auto statement : {kLast, kLastOfLanes})
        last = std::max(last, m_connection.value(statement).value_or(QVariant()).toLongLong());
    if (last == 0)
        last = kGuessedRuns;
    for (qint64 seq = 1; seq <= last && m_holes < kMostHoles; ++seq)
        rescue(seq);
    return m_report;
}

/// A copy that may be changed: the indexes are made anew from the tables, which helps where only they are damaged.
Result<QString> privateCopy(const QString& path, const QTemporaryDir& folder)
{
    const QString copy = folder.filePath(u"damaged.db"_s);
    for (const auto& side : {QString(), u"-wal"_s}) {
        if (QFile::exists(path + side) && !QFile::copy(path + side, copy + side))
            return fail(ErrorKind::Storage, u"%1 cannot be read."_s.arg(path + side));
    }
    QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
    return copy;
}

} // namespace

Result<SalvageReport> salvageLedger(const QString& damaged, const QString& target)
{
    if (!QFileInfo::exists(damaged))
        return fail(ErrorKind::InvalidRequest, u"There is no file %1."_s.arg(damaged));
    if (QFileInfo::exists(target))
        return fail(ErrorKind::InvalidRequest, u"There is a file %1 already; it was left as it is."_s.arg(target));
    const QTemporaryDir folder(QFileInfo(target).absolutePath() + u"/salvage-XXXXXX"_s);
    const auto copy = privateCopy(damaged, folder);
    if (!copy)
        return std::unexpected(copy.error());
    const auto connection = Connection::open(*copy, Connection::Mode::Prepare);
    if (!connection)
        return std::unexpected(connection.error());
    const auto reindexed = connection->execute("REINDEX"_L1);
    auto store = HistoryStore::open(target, std::make_shared<SystemClock>());
    if (!store)
        return std::unexpected(store.error());
    auto report = Salvage(*connection, **store).run();
    if (!reindexed)
        report.problems.prepend(u"The indexes could not be made anew: %1"_s.arg(reindexed.error().detail));
    if (report.saved == 0) {
        store->reset();
        for (const auto& side : {QString(), u"-wal"_s, u"-shm"_s, u".lock"_s})
            QFile::remove(target + side);
        return fail(ErrorKind::Storage,
            u"Nothing could be read from %1: %2"_s.arg(damaged, report.problems.value(0, u"it holds no run."_s)));
    }
    return report;
}

} // namespace assay
