// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/ledgerchain.h"

#include "core/history/connection.h"
#include "core/history/spendscan.h"
#include "core/support/sha256.h"

#include <QSqlError>
#include <QSqlRecord>
#include <QtEndian>

#include <array>
#include <cstring>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qint64 kTailLanes = 64;

// Columns in the order of the tables; the lane's own hash comes first, apart from what it covers.
constexpr auto kLanes
    = "SELECT l.hash, r.id, l.seq,"
      " r.seq, r.id, r.project, r.surface, r.at_us, r.started_us, r.recorded_us, r.duration_us, r.text_sha,"
      " l.seq, l.run, l.idx, l.provider, l.model, l.served_by, l.served_model, l.upstream_provider, l.response_id,"
      " l.simulated, l.local, l.state, l.finish_reason, l.native_finish_reason, l.usage_disagrees, l.raw_usage,"
      " l.input, l.cache_read, l.cache_write, l.cache_write_1h, l.input_audio, l.input_image, l.input_video,"
      " l.cache_read_audio, l.output, l.reasoning, l.citation, l.output_audio, l.output_image, l.web_search,"
      " l.cost_state, l.cost_pico, l.reported_pico, l.price_revision, l.cost_note,"
      " l.dns_us, l.connect_us, l.tls_us, l.first_byte_us, l.first_token_us, l.first_text_us, l.last_token_us,"
      " l.total_us, l.error_kind, l.error_detail, l.error_http_status, l.error_code, l.error_request_id,"
      " l.error_retry_after_ms, l.text_sha, b.run, b.key_id, b.purpose, b.tags"
      " FROM lane l JOIN run r ON r.seq = l.run LEFT JOIN run_label b ON b.run = r.seq"
      " WHERE l.seq >= ? ORDER BY l.seq"_L1;
constexpr int kRunFirst = 3;
constexpr int kLaneFirst = 12;
constexpr int kLaneIndex = 14;
constexpr int kLaneEnd = 62; // the labels of the run follow; NULL if it has none
constexpr int kLabelEnd = 66;

constexpr auto kAttempts
    = "SELECT lane, idx, endpoint, model, started_us, http_status, request_id, request_sent,"
      " input, cache_read, cache_write, cache_write_1h, input_audio, input_image, input_video, cache_read_audio,"
      " output, reasoning, citation, output_audio, output_image, web_search,"
      " cost_state, cost_pico, reported_pico, price_revision, cost_note,"
      " dns_us, connect_us, tls_us, first_byte_us, first_token_us, first_text_us, last_token_us, total_us,"
      " error_kind, error_detail, error_http_status, error_code, error_request_id, error_retry_after_ms"
      " FROM attempt WHERE lane >= ? ORDER BY lane, idx"_L1;
constexpr auto kCostLines = "SELECT lane, attempt, idx, class, units, per_unit_pico, pico FROM cost_line"
                            " WHERE lane >= ? ORDER BY lane, attempt, idx"_L1;
constexpr auto kEstimates = "SELECT lane, attempt, prompt_tokens, low_pico, high_pico FROM estimate"
                            " WHERE lane >= ? ORDER BY lane, attempt"_L1;

constexpr auto kHashBefore = "SELECT hash FROM lane WHERE seq < ? ORDER BY seq DESC LIMIT 1"_L1;
constexpr auto kTailStart = "SELECT coalesce(max(seq), 0) FROM lane"_L1;

constexpr auto kRunTexts = "SELECT r.id, 0, r.text_sha, t.prompt, t.system"
                           " FROM run r JOIN run_text t ON t.run = r.seq ORDER BY r.seq"_L1;
constexpr auto kLaneTexts = "SELECT r.id, l.idx, l.text_sha, t.text, t.reasoning, t.refusal, t.tool_calls FROM lane l"
                            " JOIN lane_text t ON t.lane = l.seq JOIN run r ON r.seq = l.run ORDER BY l.seq"_L1;

/// Writes a row of the chain into space that is there already: rows are many, and short.
class RowWriter
{
public:
    explicit RowWriter(char* at)
        : m_at(at)
    {
    }
    void letter(char value) { *m_at++ = value; }
    void number(qint64 value)
    {
        qToLittleEndian(value, m_at);
        m_at += sizeof value;
    }
    void data(char type, QByteArrayView bytes)
    {
        letter(type);
        number(bytes.size());
        std::memcpy(m_at, bytes.data(), static_cast<std::size_t>(bytes.size()));
        m_at += bytes.size();
    }
    void value(const RowBuilder& row, std::size_t index)
    {
        switch (row.type(index)) {
        case RowBuilder::Type::Null: return letter('n');
        case RowBuilder::Type::Integer: letter('i'); return number(row.integerAt(index));
        case RowBuilder::Type::Blob: return data('b', row.bytesAt(index));
        case RowBuilder::Type::Text: return data('t', row.bytesAt(index));
        case RowBuilder::Type::Foreign: return data('?', row.bytesAt(index)); // cannot fit its hash
        }
    }
    const char* end() const { return m_at; }

private:
    char* m_at;
};

void appendRow(QByteArray& bytes, ChainRow table, const RowBuilder& row)
{
    constexpr qsizetype kLargestHead = 1 + sizeof(qint64);
    const qsizetype begin = bytes.size();
    bytes.resizeForOverwrite(begin + 2 + static_cast<qsizetype>(row.size()) * kLargestHead + row.bytes());
    RowWriter writer(bytes.data() + begin);
    writer.letter(static_cast<char>(table));
    writer.letter(static_cast<char>(row.size()));
    for (std::size_t i = 0; i < row.size(); ++i)
        writer.value(row, i);
    bytes.resize(writer.end() - bytes.constData());
}

RowBuilder columns(const QSqlQuery& query, int first, int end)
{
    RowBuilder row;
    for (int i = first; i < end; ++i)
        row.value(query.value(i));
    return row;
}

/// Rows of a table that follow the lanes in the same order.
class Follower
{
public:
    Follower(QSqlQuery query, ChainRow table)
        : m_query(std::move(query))
        , m_table(table)
        , m_columns(m_query.record().count())
        , m_valid(m_query.next())
    {
    }
    void addTo(ChainHash& hash, qint64 lane)
    {
        while (m_valid && m_query.value(0).toLongLong() == lane) {
            hash.add(m_table, columns(m_query, 0, m_columns));
            m_valid = m_query.next();
        }
    }

private:
    QSqlQuery m_query;
    ChainRow m_table;
    int m_columns;
    bool m_valid;
};

Result<QSqlQuery> started(const Connection& connection, QLatin1StringView statement, const QVariantList& values)
{
    auto query = connection.prepare(statement);
    if (!query)
        return query;
    if (auto done = connection.run(*query, values); !done)
        return std::unexpected(done.error());
    return query;
}

// A statement that fails in the middle looks like its end.
Result<void> ended(const Connection& connection, const QSqlQuery& query)
{
    if (query.lastError().isValid())
        return std::unexpected(connection.error(query));
    return {};
}

Result<LedgerCheck> verifyTexts(const Connection& connection, QLatin1StringView statement, ChainRow table)
{
    auto query = started(connection, statement, {});
    if (!query)
        return std::unexpected(query.error());
    const int end = query->record().count();
    while (query->next()) {
        if (textHash(table, columns(*query, 3, end)) != query->value(2).toByteArray()) {
            const QString what = table == ChainRow::RunText ? u"The stored prompt was changed after it was recorded."_s
                                                            : u"The stored answer was changed after it was recorded."_s;
            return LedgerCheck{
                .lanes = 0, .firstBreak = LedgerBreak{query->value(0).toString(), query->value(1).toInt(), what}};
        }
    }
    if (auto done = ended(connection, *query); !done)
        return std::unexpected(done.error());
    return LedgerCheck{};
}

} // namespace

ChainHash::ChainHash(const QByteArray& previous)
    : m_bytes(previous)
{
    m_bytes.reserve(2'048);
}

ChainHash& ChainHash::add(ChainRow table, const RowBuilder& values)
{
    appendRow(m_bytes, table, values);
    return *this;
}

QByteArray ChainHash::result() const
{
    return sha256(m_bytes);
}

QByteArray textHash(ChainRow table, const RowBuilder& values)
{
    QByteArray bytes;
    appendRow(bytes, table, values);
    return sha256(bytes);
}

Result<LedgerCheck> verifyChain(const Connection& connection, qint64 firstLane)
{
    auto before = started(connection, kHashBefore, {firstLane});
    auto lanes = started(connection, kLanes, {firstLane});
    auto attempts = started(connection, kAttempts, {firstLane});
    auto lines = started(connection, kCostLines, {firstLane});
    auto estimates = started(connection, kEstimates, {firstLane});
    for (const auto* query : {&before, &lanes, &attempts, &lines, &estimates}) {
        if (!*query)
            return std::unexpected(query->error());
    }
    QByteArray previous = before->next() ? before->value(0).toByteArray() : QByteArray();
    Follower attemptRows(*std::move(attempts), ChainRow::Attempt);
    Follower lineRows(*std::move(lines), ChainRow::CostLine);
    Follower estimateRows(*std::move(estimates), ChainRow::Estimate);
    LedgerCheck check;
    while (lanes->next()) {
        const qint64 lane = lanes->value(2).toLongLong();
        ChainHash hash(previous);
        hash.add(ChainRow::Run, columns(*lanes, kRunFirst, kLaneFirst));
        if (!lanes->isNull(kLaneEnd))
            hash.add(ChainRow::RunLabel, columns(*lanes, kLaneEnd, kLabelEnd));
        hash.add(ChainRow::Lane, columns(*lanes, kLaneFirst, kLaneEnd));
        attemptRows.addTo(hash, lane);
        lineRows.addTo(hash, lane);
        estimateRows.addTo(hash, lane);
        previous = lanes->value(0).toByteArray();
        if (hash.result() != previous) {
            check.firstBreak = LedgerBreak{lanes->value(1).toString(), lanes->value(kLaneIndex).toInt(),
                u"The record of this lane, one of its attempts or cost lines, or a record just before it was changed."_s};
            return check;
        }
        ++check.lanes;
    }
    if (auto done = ended(connection, *lanes); !done)
        return std::unexpected(done.error());
    return check;
}

Result<LedgerCheck> verifyChainTail(const Connection& connection)
{
    const auto last = connection.value(kTailStart);
    if (!last)
        return std::unexpected(last.error());
    return verifyChain(connection, qMax(qint64{0}, last->toLongLong() - kTailLanes + 1));
}

Result<LedgerCheck> verifyLedger(const Connection& connection)
{
    auto chain = verifyChain(connection, 0);
    if (!chain || chain->firstBreak)
        return chain;
    for (const auto& [statement, table] :
        {std::pair(kRunTexts, ChainRow::RunText), std::pair(kLaneTexts, ChainRow::LaneText)}) {
        auto texts = verifyTexts(connection, statement, table);
        if (!texts)
            return texts;
        if (texts->firstBreak) {
            chain->firstBreak = texts->firstBreak;
            return chain;
        }
    }
    auto sums = findRollupDifference(connection);
    if (!sums)
        return std::unexpected(sums.error());
    chain->firstBreak = *sums;
    return chain;
}

} // namespace assay
