// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/spendanswers.h"

#include "core/history/connection.h"
#include "core/history/queries/search.h"
#include "core/history/rows.h"

#include <QSqlError>

#include <limits>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kSelect
    = "SELECT l.seq, r.id, l.idx, r.at_us, iif(l.served_by = '', l.provider, l.served_by), l.model, l.simulated,"
      " l.local, l.state, l.cost_pico, l.cost_state, substr(t.prompt, 1, 200)"
      " FROM run r JOIN lane l ON l.run = r.seq LEFT JOIN run_label b ON b.run = r.seq"
      " LEFT JOIN run_text t ON t.run = r.seq WHERE r.at_us >= ? AND r.at_us < ? AND l.seq < ?"_L1;

/// Which column of a lane makes the key of a grouping; it is compared with `?`.
QByteArray keyCondition(SpendGrouping grouping)
{
    const QByteArray provider = "iif(l.served_by = '', l.provider, l.served_by)";
    switch (grouping) {
    case SpendGrouping::Day: return {};
    case SpendGrouping::Provider: return provider + " = ?";
    case SpendGrouping::Model: return provider + " || '/' || l.model = ?";
    case SpendGrouping::Project: return "r.project = ?";
    case SpendGrouping::Surface: return "r.surface = ?";
    case SpendGrouping::Endpoint:
        return provider + " || iif(l.upstream_provider = '', '', ' > ' || l.upstream_provider) = ?";
    case SpendGrouping::Key: return "coalesce(b.key_id, '') = ?";
    case SpendGrouping::Tag:
        return "b.tags <> '' AND EXISTS (SELECT 1 FROM json_each(b.tags) WHERE json_each.value = ?)";
    case SpendGrouping::Purpose: return "coalesce(b.purpose, 'answer') = ?";
    }
    std::unreachable();
}

SpendAnswer answerOf(RowReader& row)
{
    SpendAnswer answer;
    answer.seq = row.integer();
    answer.runId = row.text();
    answer.lane = row.number();
    answer.at = fromMicroseconds(row.integer());
    answer.model = row.text() + u'/';
    answer.model += row.text();
    answer.simulated = row.flag();
    answer.local = row.flag();
    answer.state = row.laneState();
    if (const auto pico = row.maybe())
        answer.amount = Money::fromPico(*pico);
    answer.costState = costStateFromName(row.text()).value_or(CostState::Unknown);
    answer.prompt = row.text();
    return answer;
}

} // namespace

Result<QList<SpendAnswer>> answersOf(const Connection& connection, const SpendDrill& drill)
{
    const auto from = toMicroseconds(drill.query.from.startOfDay(drill.query.zone));
    const auto to = toMicroseconds(drill.query.to.startOfDay(drill.query.zone));
    if (!from || !to)
        return fail(ErrorKind::InvalidRequest, u"The period has no beginning or no end."_s);
    QByteArray text = QByteArray(kSelect.data(), kSelect.size());
    QVariantList values{*from, *to, drill.beforeSeq > 0 ? drill.beforeSeq : std::numeric_limits<qint64>::max()};
    if (const QByteArray condition = keyCondition(drill.grouping); !condition.isEmpty()) {
        text += " AND " + condition;
        values += RowBuilder().text(drill.key).values(); // an empty text, never NULL
    }
    const auto filter = laneConditionOf(drill.query.filter);
    const auto words = wordsCondition(connection, drill.query.filter.words);
    if (!words)
        return std::unexpected(words.error());
    text += (filter.text + words->text).toLatin1();
    values += filter.values + words->values;
    if (drill.unpricedOnly)
        text += " AND l.cost_pico IS NULL AND NOT l.simulated AND NOT l.local";
    text += " ORDER BY l.seq DESC LIMIT ?";
    values.append(drill.limit);
    auto query = connection.prepare(QLatin1StringView(text));
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, values); !done)
        return std::unexpected(done.error());
    QList<SpendAnswer> answers;
    while (query->next()) {
        RowReader row(*query);
        answers.append(answerOf(row));
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return answers;
}

} // namespace assay
