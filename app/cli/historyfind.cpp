// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/historyoptions.h"
#include "app/cli/output.h"
#include "ui/text/formats.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kListLength = 20;

struct FindOptions {
    FilterOptions filter;
    std::vector<std::string> terms;
    std::string order = "newest";
    int limit = kListLength;
    std::string before;
};

QString costCell(const RunSummary& run)
{
    if (run.simulated)
        return u"simulated"_s;
    QString text = run.realCost ? Formats().cost(*run.realCost) : QString();
    if (run.unpricedLanes > 0)
        text += (text.isEmpty() ? u"%1 unpriced"_s : u" + %1 unpriced"_s).arg(run.unpricedLanes);
    return text;
}

/// Bold in a terminal, in brackets where the output goes elsewhere.
QString marked(const FoundRun& found)
{
    const bool terminal = out::isTerminal();
    const QString begin = terminal ? u"\x1b[1;33m"_s : u"["_s;
    const QString end = terminal ? u"\x1b[0m"_s : u"]"_s;
    const auto part = [&](qsizetype from, qsizetype to) {
        return out::oneLine(found.snippet.sliced(from, to - from).replace(u'\n', u' ').replace(u'\t', u' '));
    };
    QString text;
    qsizetype at = 0;
    for (const auto& match : found.matches) {
        text += part(at, match.start) + begin + part(match.start, match.start + match.length) + end;
        at = match.start + match.length;
    }
    return (text + part(at, found.snippet.size())).simplified();
}

QString promptCell(const FoundRun& found)
{
    if (!found.marks.gone.isEmpty())
        return u"(content %1)"_s.arg(
            found.marks.gone == "retention"_L1 ? u"kept long enough, removed"_s : found.marks.gone);
    return (found.marks.starred ? u"★ "_s : QString()) + out::plain(found.run.prompt).simplified().left(60);
}

void print(const QList<FoundRun>& runs, bool searched)
{
    if (!searched) {
        QList<QStringList> rows;
        for (const auto& found : runs) {
            rows.append({found.run.id.left(18), found.run.startedAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s),
                found.run.models.join(u", "_s), costCell(found.run), promptCell(found)});
        }
        out::table({u"run"_s, u"when"_s, u"models"_s, u"cost"_s, u"prompt"_s}, rows);
        return;
    }
    for (const auto& found : runs) {
        out::line(u"%1  %2  %3  %4"_s.arg(found.run.id.left(18),
            found.run.startedAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s),
            out::oneLine(found.run.models.join(u", "_s)), costCell(found.run)));
        out::styled(u"    "_s + (found.inNote ? u"note: "_s : QString()) + marked(found));
    }
}

int find(const CommandLine& line, const FindOptions& options)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto filter = filterOf(options.filter, services);
        if (!filter)
            return failed(filter.error());
        QStringList terms;
        for (const auto& term : options.terms)
            terms.append(QString::fromStdString(term));
        RunQuestion question{.terms = terms.join(u' '),
            .filter = *filter,
            .order = options.order == "best" ? SearchOrder::Best : SearchOrder::Newest,
            .limit = options.limit,
            .beforeId = {}};
        if (!options.before.empty()) {
            const auto before = services.history().resolveId(QString::fromStdString(options.before));
            if (!before)
                return failed(before.error());
            question.beforeId = *before;
        }
        const auto runs = RunFinder(services.history()).find(question);
        if (!runs)
            return failed(runs.error());
        if (line.json) {
            QJsonArray json;
            for (const auto& run : *runs)
                json.append(foundRunJson(run));
            out::json(QJsonDocument(QJsonObject{{u"runs"_s, json}}));
        } else if (!runs->isEmpty()) {
            print(*runs, !terms.isEmpty() || !filter->words.isEmpty());
        } else if (!terms.isEmpty()) {
            out::note(u"No run contains %1."_s.arg(terms.join(u' ')));
        } else {
            out::note(
                filter->isEmpty() ? u"No run yet. `assay compare` makes the first one."_s : u"No run is like that."_s);
        }
        return kDone;
    });
}

void addCommon(CLI::App& verb, CommandLine& line, FindOptions& options)
{
    addFilterOptions(verb, options.filter);
    verb.add_option("-n,--limit", options.limit, "How many")->check(CLI::Range(1, 10'000));
    verb.add_option("--before", options.before, "Go on after this run");
    verb.add_flag("--json", line.json, "Print JSON");
}

} // namespace

void addHistoryFindVerbs(CLI::App& history, CommandLine& line)
{
    auto list = std::make_shared<FindOptions>();
    auto* listVerb = history.add_subcommand("list", "The newest runs");
    addCommon(*listVerb, line, *list);
    listVerb->callback([&line, list] { line.action = [&line, list] { return find(line, *list); }; });
    history.add_flag("--json", line.json, "Print JSON");
    history.callback([&line, &history] {
        if (history.get_subcommands().empty())
            line.action = [&line] { return find(line, {}); };
    });

    auto search = std::make_shared<FindOptions>();
    auto* searchVerb = history.add_subcommand(
        "search", "Runs whose prompt, answers, note or tags hold all words; \"…\" is a phrase, word* a beginning");
    searchVerb->add_option("terms", search->terms, "What to look for")->required();
    searchVerb->add_option("--order", search->order, "newest (default) or best")
        ->check(CLI::IsMember({"newest", "best"}));
    addCommon(*searchVerb, line, *search);
    searchVerb->callback([&line, search] { line.action = [&line, search] { return find(line, *search); }; });
}

} // namespace assay
