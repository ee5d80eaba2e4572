// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/runexport.h"

#include "core/domain/runjson.h"
#include "ui/text/formats.h"
#include "ui/text/textdiff.h"
#include "ui/text/visiblecharacters.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kSearched = 2'000'000;
constexpr qsizetype kMostFindings = 200;

const QString kStyle
    = uR"(:root{color-scheme:light dark}body{font:15px/1.55 system-ui,sans-serif;margin:0 auto;padding:24px;max-width:1600px;background:Canvas;color:CanvasText}
h1{font-size:1.3em}h2{font-size:1.05em;margin:1.6em 0 .4em}.muted{opacity:.72;font-size:.9em}.prompt,.lane,.diff,.votes{border:1px solid GrayText;border-radius:6px;padding:10px 14px;margin:8px 0}
.lanes{display:grid;grid-template-columns:repeat(auto-fit,minmax(360px,1fr));gap:10px}.lane{margin:0}.lane h3{margin:0 0 4px;font-size:1em}
.text{white-space:pre-wrap;overflow-wrap:anywhere}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.45 ui-monospace,monospace;border:1px solid GrayText;border-radius:4px;padding:8px}
ins{text-decoration:underline;text-decoration-thickness:2px;background:rgba(190,119,61,.18)}del{text-decoration:underline dotted;background:rgba(15,86,195,.15)}
table{border-collapse:collapse}td,th{padding:2px 10px 2px 0;text-align:left}@media print{.lane,.prompt{break-inside:avoid}})"_s;

QString escaped(const QString& text)
{
    return visibleCharacters(text).toHtmlEscaped();
}

// Fenced blocks become <pre>; everything else stays as it was written.
QString answerHtml(const QString& text)
{
    QString out;
    QStringList open;
    bool code = false;
    const auto flush = [&] {
        if (open.join(QString()).trimmed().isEmpty())
            open.clear();
        if (!open.isEmpty())
            out += (code ? u"<pre>"_s : u"<div class=\"text\">"_s) + escaped(open.join(u'\n'))
                + (code ? u"</pre>"_s : u"</div>"_s);
        open.clear();
    };
    for (const QString& line : text.split(u'\n')) {
        if (line.trimmed().startsWith("```"_L1)) {
            flush();
            code = !code;
        } else {
            open.append(line);
        }
    }
    flush();
    return out;
}

QString cleaned(QString text, const QStringList& redacted)
{
    for (const QString& secret : redacted)
        text.replace(secret, u"[removed]"_s);
    return text;
}

RunRecord cleaned(RunRecord run, const ExportOptions& options)
{
    run.prompt = cleaned(run.prompt, options.redacted);
    run.system = options.withSystem ? cleaned(run.system, options.redacted) : QString();
    for (LaneRecord& lane : run.lanes) {
        lane.text = cleaned(lane.text, options.redacted);
        lane.reasoning = cleaned(lane.reasoning, options.redacted);
        lane.refusal = cleaned(lane.refusal, options.redacted);
        for (ToolCall& call : lane.toolCalls)
            call.arguments = cleaned(call.arguments, options.redacted);
        if (lane.error)
            lane.error->detail = cleaned(lane.error->detail, options.redacted);
        lane.request.reset();
        if (options.withFigures)
            continue;
        lane.usage = {};
        lane.rawUsage.clear();
        lane.cost = {};
        lane.timing = {};
        lane.attempts.clear();
    }
    return run;
}

QString fence(const QString& text)
{
    QString ticks = u"```"_s;
    while (text.contains(ticks))
        ticks += u'`';
    return ticks;
}

} // namespace

QList<PrivateText> findPrivate(const QList<RunRecord>& runs)
{
    QString all;
    for (const RunRecord& run : runs) {
        all += run.prompt + u'\n' + run.system + u'\n';
        for (const LaneRecord& lane : run.lanes)
            all += lane.text + u'\n' + lane.reasoning + u'\n';
    }
    all.truncate(kSearched);
    static const QList<std::pair<QString, QRegularExpression>> kinds{
        {u"key"_s,
            QRegularExpression(
                uR"(\b(?:sk|pk|rk|xai|gsk|ghp|gho|AIza|AKIA|hf|r8|glpat)[-_]?[A-Za-z0-9][A-Za-z0-9_-]{14,})"_s)},
        {u"key"_s, QRegularExpression(uR"(-----BEGIN [A-Z ]*PRIVATE KEY-----)"_s)},
        {u"e-mail address"_s, QRegularExpression(uR"([A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24})"_s)},
        {u"folder"_s, QRegularExpression(uR"((?:/home/|/Users/|C:\\Users\\)[^\s/\\"'`<>]{1,64})"_s)},
        {u"network address"_s,
            QRegularExpression(uR"(\b(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}\b)"_s)}};
    QList<PrivateText> out;
    for (const auto& [kind, expression] : kinds) {
        auto found = expression.globalMatch(all);
        while (found.hasNext() && out.size() < kMostFindings) {
            const PrivateText finding{kind, found.next().captured()};
            if (!out.contains(finding))
                out.append(finding);
        }
    }
    return out;
}

QJsonObject toJson(const Vote& vote)
{
    const auto side = [](const VoteSide& of) {
        return QJsonObject{{u"run"_s, of.run}, {u"lane"_s, of.lane}, {u"model"_s, of.model.toString()},
            {u"served_model"_s, of.servedModel.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(of.servedModel)},
            {u"names_itself"_s, of.namesItself}};
    };
    return {{u"id"_s, vote.id}, {u"at"_s, vote.at.toUTC().toString(Qt::ISODateWithMs)},
        {u"verdict"_s, QString(verdictName(vote.verdict))}, {u"blind"_s, vote.blind}, {u"first"_s, side(vote.first)},
        {u"second"_s, side(vote.second)}, {u"reasons"_s, QJsonArray::fromStringList(vote.reasons)},
        {u"note"_s, vote.note}, {u"withdrawn"_s, vote.withdrawn}};
}

QStringList RunExport::figures(const LaneRecord& lane)
{
    const Formats formats;
    QStringList out{QString(laneStateName(lane.state))};
    if (lane.timing.firstToken)
        out.append(tr("first token %1").arg(formats.duration(*lane.timing.firstToken)));
    if (lane.timing.total)
        out.append(tr("total %1").arg(formats.duration(*lane.timing.total)));
    if (const auto tokens = lane.usage.completionTokens())
        out.append(formats.tokens(*tokens));
    const QString cost = formats.cost(lane.cost);
    out.append(lane.simulated ? tr("simulated") : (cost + u' ' + formats.costWord(lane)).trimmed());
    return out;
}

QString RunExport::voteSentence(const Vote& vote)
{
    const QString first = vote.first.model.toString();
    const QString second = vote.second.model.toString();
    const QString how = vote.blind ? tr("blind") : tr("names known");
    QString out;
    switch (vote.verdict) {
    case Verdict::First: out = tr("%1 better than %2 (%3)").arg(first, second, how); break;
    case Verdict::Second: out = tr("%1 better than %2 (%3)").arg(second, first, how); break;
    case Verdict::Tie: out = tr("Tie between %1 and %2 (%3)").arg(first, second, how); break;
    case Verdict::BothBad: out = tr("Both bad: %1 and %2 (%3)").arg(first, second, how); break;
    case Verdict::CannotTell: out = tr("Could not tell %1 from %2 (%3)").arg(first, second, how); break;
    }
    if (!vote.reasons.isEmpty())
        out += u" · "_s + vote.reasons.join(u", "_s);
    return vote.note.isEmpty() ? out : out + u" · "_s + vote.note;
}

QString RunExport::htmlLane(const LaneRecord& lane, int number, const ExportOptions& options)
{
    QString out = u"<section class=\"lane\"><h3>%1 · %2</h3>"_s.arg(laneLetter(number), escaped(lane.model.toString()));
    if (options.withFigures)
        out += u"<div class=\"muted\">%1</div>"_s.arg(escaped(figures(lane).join(u" · "_s)));
    if (!lane.reasoning.isEmpty())
        out += u"<details><summary>%1</summary><div class=\"text muted\">%2</div></details>"_s.arg(
            escaped(tr("Thinking")), escaped(lane.reasoning));
    out += answerHtml(lane.text.isEmpty() ? lane.refusal : lane.text);
    for (const ToolCall& call : lane.toolCalls)
        out += u"<div class=\"muted\">%1</div><pre>%2</pre>"_s.arg(
            escaped(tr("Tool call: %1").arg(call.name)), escaped(call.arguments));
    if (lane.error)
        out += u"<div class=\"muted\">%1</div>"_s.arg(escaped(lane.error->detail));
    return out + u"</section>"_s;
}

QString RunExport::htmlDiff(const LaneRecord& left, const LaneRecord& right)
{
    const TextDiff diff = diffTexts(left.text, right.text, {.unit = fittingUnit(left.text, right.text)});
    const auto side = [](const DiffSide& text, const QString& tag) {
        QString out;
        for (const DiffPiece& piece : text.pieces) {
            const QString words = escaped(text.text.mid(piece.start, piece.length));
            out += piece.change < 0 || piece.length == 0 ? words : u"<%1>%2</%1>"_s.arg(tag, words);
        }
        return u"<section class=\"lane\"><div class=\"text\">"_s + out + u"</div></section>"_s;
    };
    return u"<details class=\"diff\"><summary>%1</summary><div class=\"lanes\">%2%3</div></details>"_s.arg(
        escaped(tr("Differences of A and B: %1 % are the same").arg(qRound(diff.sameShare() * 100))),
        side(diff.left, u"del"_s), side(diff.right, u"ins"_s));
}

QString RunExport::html(const QList<RunRecord>& runs, const QList<Vote>& votes, const ExportOptions& options)
{
    const QByteArray hash = QCryptographicHash::hash(kStyle.toUtf8(), QCryptographicHash::Sha256).toBase64();
    QString out
        = u"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-%1'; base-uri "
          "'none'; form-action 'none'\">"
          "<meta name=\"referrer\" content=\"no-referrer\"><meta name=\"viewport\" content=\"width=device-width\">"
          "<title>%2</title><style>%3</style></head><body>\n<h1>%2</h1>\n"_s.arg(
              QString::fromLatin1(hash), escaped(tr("Comparison")), kStyle);
    for (const RunRecord& run : runs) {
        const QString date = QLocale::c().toString(run.startedAt.toUTC(), u"yyyy-MM-dd HH:mm 'UTC'"_s);
        QString head = tr("Turn %1").arg(run.place.turn + 1);
        if (!run.place.sampleOf.isEmpty())
            head += tr(", one more sample");
        out += u"<h2>%1 <span class=\"muted\">%2</span></h2>"_s.arg(escaped(head), escaped(date));
        out += u"<div class=\"prompt\">"_s;
        if (!run.system.isEmpty())
            out += u"<div class=\"muted text\">%1</div>"_s.arg(escaped(tr("System: %1").arg(run.system)));
        out += u"<div class=\"text\">%1</div></div><div class=\"lanes\">"_s.arg(escaped(run.prompt));
        for (int i = 0; i < static_cast<int>(run.lanes.size()); ++i)
            out += htmlLane(run.lanes.at(i), run.place.columnOf(i), options);
        out += u"</div>\n"_s;
        if (run.lanes.size() == 2)
            out += htmlDiff(run.lanes.first(), run.lanes.last());
    }
    if (!votes.isEmpty()) {
        out += u"<h2>%1</h2><div class=\"votes\">"_s.arg(escaped(tr("Votes")));
        for (const Vote& vote : votes)
            out += u"<div>%1</div>"_s.arg(escaped(voteSentence(vote)));
        out += u"</div>"_s;
    }
    return out + u"</body></html>\n"_s;
}

QString RunExport::markdown(const QList<RunRecord>& runs, const QList<Vote>& votes, const ExportOptions& options)
{
    QString out = u"# "_s + tr("Comparison") + u"\n"_s;
    for (const RunRecord& run : runs) {
        out += u"\n## "_s + tr("Turn %1").arg(run.place.turn + 1) + u"\n\n"_s;
        if (!run.system.isEmpty())
            out += tr("System:") + u"\n\n"_s + fence(run.system) + u"\n"_s + run.system + u"\n"_s + fence(run.system)
                + u"\n\n"_s;
        out += fence(run.prompt) + u"\n"_s + run.prompt + u"\n"_s + fence(run.prompt) + u"\n"_s;
        for (int i = 0; i < static_cast<int>(run.lanes.size()); ++i) {
            const LaneRecord& lane = run.lanes.at(i);
            out += u"\n### %1 · %2\n\n"_s.arg(laneLetter(run.place.columnOf(i)), lane.model.toString());
            if (options.withFigures)
                out += u"*"_s + figures(lane).join(u" · "_s) + u"*\n\n"_s;
            out += (lane.text.isEmpty() ? lane.refusal : lane.text) + u'\n';
        }
    }
    if (!votes.isEmpty()) {
        out += u"\n## "_s + tr("Votes") + u"\n\n"_s;
        for (const Vote& vote : votes)
            out += u"- "_s + voteSentence(vote) + u'\n';
    }
    return out;
}

QByteArray RunExport::json(const QList<RunRecord>& runs, const QList<Vote>& votes)
{
    QJsonArray runArray;
    for (const RunRecord& run : runs) {
        QJsonObject object = toJson(run);
        object.insert(u"turn"_s, run.place.turn);
        if (!run.place.thread.isEmpty())
            object.insert(u"thread"_s, run.place.thread);
        runArray.append(object);
    }
    QJsonArray voteArray;
    for (const Vote& vote : votes)
        voteArray.append(toJson(vote));
    return QJsonDocument(QJsonObject{{u"runs"_s, runArray}, {u"votes"_s, voteArray}}).toJson();
}

QByteArray RunExport::write(
    const QList<RunRecord>& runs, const QList<Vote>& votes, ExportFormat format, const ExportOptions& options)
{
    QList<RunRecord> shown;
    QStringList ids;
    for (const RunRecord& run : runs) {
        shown.append(cleaned(run, options));
        ids.append(run.id);
    }
    QList<Vote> ofThese;
    for (Vote vote : votes) {
        if (vote.withdrawn || !ids.contains(vote.first.run))
            continue;
        vote.note = cleaned(vote.note, options.redacted);
        ofThese.append(vote);
    }
    switch (format) {
    case ExportFormat::Html: return html(shown, ofThese, options).toUtf8();
    case ExportFormat::Markdown: return markdown(shown, ofThese, options).toUtf8();
    case ExportFormat::Json: return json(shown, ofThese);
    }
    return {};
}

} // namespace assay
