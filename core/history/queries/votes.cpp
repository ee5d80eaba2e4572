// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/votes.h"

#include "core/history/connection.h"
#include "core/history/rows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlError>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kVotes
    = "SELECT v.id, v.first_run, v.first_lane, v.first_model, v.first_served, v.first_names_itself, v.second_run,"
      " v.second_lane, v.second_model, v.second_served, v.second_names_itself, v.verdict, v.blind, v.reasons, v.note,"
      " v.at_us, w.vote IS NOT NULL FROM vote v LEFT JOIN vote_withdrawn w ON w.vote = v.seq ORDER BY v.seq"_L1;
constexpr auto kInsert
    = "INSERT INTO vote(id, first_run, first_lane, first_model, first_served, first_names_itself, second_run,"
      " second_lane, second_model, second_served, second_names_itself, verdict, blind, reasons, note, at_us)"
      " VALUES(?,?,?,?,?,?, ?,?,?,?,?, ?,?,?,?,?)"_L1;
constexpr auto kWithdraw = "INSERT INTO vote_withdrawn(vote, at_us) SELECT seq, ? FROM vote WHERE id = ?"
                           " ON CONFLICT(vote) DO NOTHING"_L1;
constexpr auto kExists = "SELECT 1 FROM vote WHERE id = ?"_L1;

VoteSide sideOf(RowReader& row)
{
    VoteSide side;
    side.run = row.text();
    side.lane = row.number();
    side.model = ModelRef::parse(row.text());
    side.servedModel = row.text();
    side.namesItself = row.flag();
    return side;
}

void add(RowBuilder& row, const VoteSide& side)
{
    row.text(side.run).integer(side.lane).text(side.model.toString()).text(side.servedModel).flag(side.namesItself);
}

Result<QSqlQuery> runQuery(const Connection& connection, QLatin1StringView text, const QVariantList& values)
{
    auto query = connection.prepare(text);
    if (!query)
        return query;
    if (auto done = connection.run(*query, values); !done)
        return std::unexpected(done.error());
    return query;
}

} // namespace

Result<QList<Vote>> readVotes(const Connection& connection)
{
    auto query = runQuery(connection, kVotes, {});
    if (!query)
        return std::unexpected(query.error());
    QList<Vote> votes;
    while (query->next()) {
        RowReader row(*query);
        Vote vote;
        vote.id = row.text();
        vote.first = sideOf(row);
        vote.second = sideOf(row);
        vote.verdict = verdictFromName(row.text()).value_or(Verdict::CannotTell);
        vote.blind = row.flag();
        for (const auto& reason : QJsonDocument::fromJson(row.text().toUtf8()).array())
            vote.reasons.append(reason.toString());
        vote.note = row.text();
        vote.at = row.date();
        vote.withdrawn = row.flag();
        votes.append(vote);
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return votes;
}

Result<void> writeVote(const Connection& connection, const Vote& vote, qint64 at)
{
    const auto reasons = QJsonDocument(QJsonArray::fromStringList(vote.reasons)).toJson(QJsonDocument::Compact);
    RowBuilder row;
    row.text(vote.id);
    add(row, vote.first);
    add(row, vote.second);
    row.text(verdictName(vote.verdict)).flag(vote.blind).text(QString::fromUtf8(reasons)).text(vote.note);
    row.integer(toMicroseconds(vote.at).value_or(at));
    return runQuery(connection, kInsert, row.values()).transform([](const QSqlQuery&) { });
}

Result<void> withdrawVote(const Connection& connection, const QString& id, qint64 at)
{
    auto found = runQuery(connection, kExists, RowBuilder().text(id).values());
    if (!found)
        return std::unexpected(found.error());
    if (!found->next())
        return fail(ErrorKind::InvalidRequest, u"There is no vote %1."_s.arg(id));
    found->finish();
    return runQuery(connection, kWithdraw, RowBuilder().integer(at).text(id).values()).transform([](const QSqlQuery&) {
    });
}

} // namespace assay
