// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QSqlQuery>
#include <QVariantList>

#include <cstdint>
#include <vector>

namespace assay {

/// Microseconds since 1970-01-01 UTC; nothing for an invalid date.
std::optional<qint64> toMicroseconds(const QDateTime& date);
QDateTime fromMicroseconds(qint64 microseconds);

/// Collects the values of one row in the order of its columns. Only whole numbers, text, bytes and NULL come out, so
/// that a row read back compares equal to what was written. Texts are kept as UTF-8, one after another: a row costs two
/// allocations however many columns it has.
class RowBuilder
{
public:
    enum class Type : std::uint8_t {
        Null,
        Integer,
        Text,
        Blob,
        Foreign, ///< read from a table that somebody forced a REAL into; its text
    };

    RowBuilder() { m_cells.reserve(56); } // the widest row

    RowBuilder& integer(qint64 value);
    RowBuilder& maybe(std::optional<qint64> value);
    RowBuilder& flag(bool value) { return integer(value ? 1 : 0); }
    /// Broken UTF-16 is repaired (U+FFFD): SQLite would swallow its neighbours.
    RowBuilder& text(QStringView value);
    RowBuilder& text(QLatin1StringView value); ///< ASCII
    RowBuilder& utf8(QByteArrayView value); ///< text that is valid
    RowBuilder& blob(QByteArrayView value);
    RowBuilder& null();
    RowBuilder& date(const QDateTime& value) { return maybe(toMicroseconds(value)); }
    RowBuilder& usage(const Usage& usage); ///< 14 columns
    RowBuilder& cost(const Cost& cost); ///< 5 columns, without lines
    RowBuilder& timing(const Timing& timing); ///< 8 columns
    RowBuilder& error(const std::optional<Error>& error); ///< 6 columns
    RowBuilder& append(const RowBuilder& other);
    /// What a query gave for a column.
    RowBuilder& value(const QVariant& value);

    std::size_t size() const { return m_cells.size(); }
    qsizetype bytes() const { return m_bytes.size(); } ///< of all its texts
    Type type(std::size_t index) const { return m_cells[index].type; }
    qint64 integerAt(std::size_t index) const { return m_cells[index].value; }
    /// Of a text or bytes; never null.
    QByteArrayView bytesAt(std::size_t index) const;

    /// The same for Qt's queries.
    QVariantList values() const;

private:
    struct Cell {
        Type type = Type::Null;
        qint64 value = 0; ///< or where its bytes begin
        qsizetype size = 0;
    };
    RowBuilder& add(Type type, QByteArrayView value);

    std::vector<Cell> m_cells;
    QByteArray m_bytes;
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
