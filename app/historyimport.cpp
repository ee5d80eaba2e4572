// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/historyexport.h"
#include "core/domain/rundocument.h"
#include "core/history/runmarks.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <vector>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::size_t kGroup = 256; // share one commit
constexpr qsizetype kMostProblems = 100;
constexpr qint64 kLongestLine = 256 * 1024 * 1024;

struct Incoming {
    RunRecord run;
    MarkChange marks;
    QString gone;
};

QStringList texts(const QJsonValue& value)
{
    QStringList out;
    const auto array = value.toArray();
    for (const auto& entry : array)
        out.append(entry.toString());
    return out;
}

VoteSide sideOf(const QJsonObject& object)
{
    return {.run = object[u"run"].toString(),
        .lane = object[u"lane"].toInt(),
        .model = ModelRef::parse(object[u"model"].toString()),
        .servedModel = object[u"served_model"].toString(),
        .namesItself = object[u"names_itself"].toBool()};
}

/// Takes runs and votes in groups.
class Import
{
public:
    explicit Import(HistoryStore& history)
        : m_history(history)
    {
    }
    void take(const QByteArray& line, qint64 number);
    void add(Incoming incoming);
    Result<ImportReport> end();

private:
    void problem(const QString& sentence);
    void flush();
    void finish(const Incoming& incoming);
    void takeVote(const QJsonObject& object, qint64 number);

    HistoryStore& m_history;
    ImportReport m_report;
    std::vector<Incoming> m_group;
    QList<Vote> m_votes; // after all runs
    std::optional<Error> m_failure;
};

void Import::problem(const QString& sentence)
{
    ++m_report.refused;
    if (m_report.problems.size() < kMostProblems)
        m_report.problems.append(sentence);
}

void Import::take(const QByteArray& line, qint64 number)
{
    QJsonParseError parsed;
    const auto object = QJsonDocument::fromJson(line, &parsed).object();
    if (parsed.error != QJsonParseError::NoError)
        return problem(u"Line %1 is no JSON: %2."_s.arg(number).arg(parsed.errorString()));
    const QString type = object[u"type"].toString();
    if (type == "history"_L1)
        return;
    if (type == "vote"_L1)
        return takeVote(object, number);
    auto run = runFromDocument(object);
    if (!run)
        return problem(u"Line %1: %2"_s.arg(number).arg(run.error().detail));
    MarkChange marks{.starred = {}, .note = {}, .addTags = texts(object[u"marks"]), .removeTags = {}};
    if (object[u"starred"].toBool())
        marks.starred = true;
    if (const QString note = object[u"note"].toString(); !note.isEmpty())
        marks.note = note;
    add({.run = *std::move(run), .marks = std::move(marks), .gone = object[u"content_gone"].toString()});
}

void Import::takeVote(const QJsonObject& object, qint64 number)
{
    const auto verdict = verdictFromName(object[u"verdict"].toString());
    Vote vote{.id = object[u"id"].toString(),
        .first = sideOf(object[u"first"].toObject()),
        .second = sideOf(object[u"second"].toObject()),
        .verdict = verdict.value_or(Verdict::CannotTell),
        .blind = object[u"blind"].toBool(),
        .reasons = texts(object[u"reasons"]),
        .note = object[u"note"].toString(),
        .at = QDateTime::fromString(object[u"at"].toString(), Qt::ISODateWithMs),
        .withdrawn = object[u"withdrawn"].toBool()};
    if (!verdict || vote.id.isEmpty())
        return problem(u"Line %1 is no vote."_s.arg(number));
    m_votes.append(std::move(vote));
}

void Import::add(Incoming incoming)
{
    m_group.push_back(std::move(incoming));
    if (m_group.size() >= kGroup)
        flush();
}

void Import::flush()
{
    std::vector<QFuture<Result<QString>>> futures;
    for (const auto& incoming : m_group)
        futures.push_back(m_history.append(incoming.run));
    for (std::size_t i = 0; i < futures.size(); ++i) {
        const auto stored = futures[i].result();
        if (stored) {
            ++m_report.added;
            finish(m_group[i]);
        } else if (stored.error().kind != ErrorKind::InvalidRequest) {
            m_failure = stored.error();
        } else if (m_history.run(m_group[i].run.id)) {
            ++m_report.known;
        } else {
            problem(u"Run %1: %2"_s.arg(m_group[i].run.id, stored.error().detail));
        }
    }
    m_group.clear();
}

void Import::finish(const Incoming& incoming)
{
    RunKeeper keeper(m_history);
    const auto& marks = incoming.marks;
    if (marks.starred || marks.note || !marks.addTags.isEmpty()) {
        if (const auto done = keeper.mark({incoming.run.id}, marks).result(); !done)
            problem(u"Run %1: %2"_s.arg(incoming.run.id, done.error().detail));
    }
    for (const auto reason : {GoneReason::Deleted, GoneReason::Private, GoneReason::Retention}) {
        if (incoming.gone == goneReasonName(reason))
            keeper.deleteContent({incoming.run.id}, reason).waitForFinished();
    }
}

Result<ImportReport> Import::end()
{
    flush();
    if (m_failure)
        return std::unexpected(*m_failure);
    const auto known = m_history.votes();
    if (!known)
        return std::unexpected(known.error());
    QSet<QString> ids;
    for (const auto& vote : *known)
        ids.insert(vote.id);
    for (const auto& vote : std::as_const(m_votes)) {
        if (ids.contains(vote.id))
            continue;
        auto done = m_history.addVote(vote).result();
        if (done && vote.withdrawn)
            done = m_history.withdrawVote(vote.id).result();
        if (!done)
            problem(u"Vote %1: %2"_s.arg(vote.id, done.error().detail));
    }
    return m_report;
}

} // namespace

Result<ImportReport> importHistory(HistoryStore& history, QIODevice& in)
{
    Import import(history);
    for (qint64 number = 1; !in.atEnd(); ++number) {
        const QByteArray line = in.readLine(kLongestLine).trimmed();
        if (!line.isEmpty())
            import.take(line, number);
    }
    return import.end();
}

Result<ImportReport> addRuns(HistoryStore& history, const QList<RunRecord>& runs)
{
    Import import(history);
    for (const auto& run : runs)
        import.add({.run = run, .marks = {}, .gone = {}});
    return import.end();
}

} // namespace assay
