// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QSqlQuery>
#include <QVariantList>

namespace assay {

/// Microseconds since 1970-01-01 UTC; nothing for an invalid date.
std::optional<qint64> toMicroseconds(const QDateTime& date);
QDateTime fromMicroseconds(qint64 microseconds);

/// Collects the values of one row in the order of its columns. Only whole numbers, text, bytes and NULL come out, so
/// that a row read back compares equal to what was written.
class RowBuilder
{
public:
    RowBuilder() { m_values.reserve(56); } // the widest row

    RowBuilder& integer(qint64 value);
    RowBuilder& maybe(std::optional<qint64> value);
    RowBuilder& flag(bool value) { return integer(value ? 1 : 0); }
    /// Broken UTF-16 is repaired (U+FFFD): SQLite would swallow its neighbours.
    RowBuilder& text(const QString& value);
    RowBuilder& text(QLatin1StringView value);
    RowBuilder& blob(const QByteArray& value);
    RowBuilder& null();
    RowBuilder& date(const QDateTime& value) { return maybe(toMicroseconds(value)); }
    RowBuilder& usage(const Usage& usage); ///< 14 columns
    RowBuilder& cost(const Cost& cost); ///< 5 columns, without lines
    RowBuilder& timing(const Timing& timing); ///< 8 columns
    RowBuilder& error(const std::optional<Error>& error); ///< 6 columns

    const QVariantList& values() const { return m_values; }

private:
    QVariantList m_values;
};

/// Reads the columns of the current row of a query one after another. A name nobody knows makes `isDamaged()` true.
class RowReader
{
public:
    explicit RowReader(const QSqlQuery& query, int firstColumn = 0)
        : m_query(query)
        , m_column(firstColumn)
    {
    }

    qint64 integer() { return next().toLongLong(); }
    int number() { return next().toInt(); }
    std::optional<qint64> maybe();
    bool flag() { return integer() != 0; }
    QString text() { return next().toString(); }
    QByteArray blob() { return next().toByteArray(); }
    QDateTime date();
    LaneState laneState();
    std::optional<FinishReason> finishReason();
    Usage usage();
    Cost cost();
    Timing timing();
    std::optional<Error> error();
    /// Columns of `attempt` from `endpoint` to `error_retry_after_ms`, in the table's order; without cost lines.
    AttemptRecord attempt();

    bool isDamaged() const { return m_damaged; }

private:
    QVariant next() { return m_query.value(m_column++); }
    std::optional<std::chrono::microseconds> duration();

    const QSqlQuery& m_query;
    int m_column;
    bool m_damaged = false;
};

/// The tags of a run as the JSON text of run_label.tags, and back.
QString tagsText(const QStringList& tags);
QStringList tagsFromText(const QString& text);

/// The tool calls of a lane as the JSON text of lane_text.tool_calls, and back.
QString toolCallsText(const QList<ToolCall>& calls);
QList<ToolCall> toolCallsFromText(const QString& text);

} // namespace assay
