// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/runmarks.h"

#include "core/history/connection.h"
#include "core/history/queries/content.h"
#include "core/history/rows.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kSetRetention = "INSERT INTO retention(project, days) VALUES(?, ?)"
                               " ON CONFLICT(project) DO UPDATE SET days = excluded.days"_L1;
constexpr auto kForEver = "DELETE FROM retention WHERE project = ?"_L1;
constexpr auto kRetentions = "SELECT project, days FROM retention ORDER BY project"_L1;
constexpr auto kExpired
    = "SELECT r.id FROM retention k CROSS JOIN run r ON r.project = k.project"
      " WHERE r.at_us < ? - k.days * 86400000000 AND EXISTS (SELECT 1 FROM run_text t WHERE t.run = r.seq)"
      " ORDER BY r.seq LIMIT ?"_L1;

Result<QStringList> cleaned(const QStringList& tags)
{
    QStringList out;
    for (const auto& tag : tags) {
        const QString trimmed = tag.trimmed();
        if (trimmed.isEmpty() || trimmed.contains(u'\n'))
            return fail(ErrorKind::InvalidRequest, u"A tag is a word or a few on one line."_s);
        out.append(trimmed);
    }
    return out;
}

Result<QList<qint64>> numbersOf(const Connection& connection, const QStringList& runIds)
{
    QList<qint64> numbers;
    for (const auto& id : runIds) {
        const auto number = runNumber(connection, id);
        if (!number)
            return std::unexpected(number.error());
        numbers.append(*number);
    }
    return numbers;
}

} // namespace

QLatin1StringView goneReasonName(GoneReason reason)
{
    switch (reason) {
    case GoneReason::Deleted: return "deleted"_L1;
    case GoneReason::Private: return "private"_L1;
    case GoneReason::Retention: return "retention"_L1;
    }
    std::unreachable();
}

QFuture<Result<void>> RunKeeper::mark(const QStringList& runIds, const MarkChange& change)
{
    return m_history.perform([runIds, change](const Connection& connection, qint64 at) -> Result<void> {
        MarkChange clean = change;
        const auto added = cleaned(change.addTags);
        if (!added)
            return std::unexpected(added.error());
        clean.addTags = *added;
        const auto numbers = numbersOf(connection, runIds);
        if (!numbers)
            return std::unexpected(numbers.error());
        for (const qint64 run : *numbers) {
            if (auto done = writeMark(connection, run, clean, at); !done)
                return done;
        }
        return {};
    });
}

QFuture<Result<void>> RunKeeper::deleteContent(const QStringList& runIds, GoneReason reason)
{
    const auto task = [runIds, reason](const Connection& connection, qint64 at) -> Result<void> {
        const auto numbers = numbersOf(connection, runIds);
        if (!numbers)
            return std::unexpected(numbers.error());
        for (const qint64 run : *numbers) {
            if (auto done = removeContent(connection, run, reason, at); !done)
                return done;
        }
        return removeOrphans(connection);
    };
    return m_history.perform(task, HistoryStore::After::Scrub);
}

QFuture<Result<void>> RunKeeper::setRetention(const QString& project, int days)
{
    return m_history.perform([project, days](const Connection& connection, qint64) -> Result<void> {
        const QString name = project.isEmpty() ? u""_s : project;
        return days > 0 ? runOnce(connection, kSetRetention, {name, days}) : runOnce(connection, kForEver, {name});
    });
}

Result<QList<Retention>> RunKeeper::retentions() const
{
    return m_history.read([](const Connection& connection) -> Result<QList<Retention>> {
        auto query = connection.prepare(kRetentions);
        if (!query)
            return std::unexpected(query.error());
        if (auto done = connection.run(*query, {}); !done)
            return std::unexpected(done.error());
        QList<Retention> out;
        while (query->next())
            out.append({.project = query->value(0).toString(), .days = query->value(1).toInt()});
        return out;
    });
}

Result<QStringList> RunKeeper::expired(const QDateTime& now, int limit) const
{
    return m_history.read([&now, limit](const Connection& connection) {
        return connection.texts(kExpired, {toMicroseconds(now).value_or(0), limit});
    });
}

} // namespace assay
