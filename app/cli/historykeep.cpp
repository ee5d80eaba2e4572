// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/historyoptions.h"
#include "app/cli/output.h"
#include "app/retention.h"
#include "core/history/runmarks.h"

#include <QJsonArray>
#include <QJsonObject>

#include <iostream>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kBatch = 500;

struct DeleteOptions {
    std::vector<std::string> runs;
    FilterOptions filter;
    bool yes = false;
};

struct MarkOptions {
    std::string run;
    std::vector<std::string> words;
    bool remove = false;
};

struct RetentionOptions {
    std::string project;
    int days = 0;
    bool forEver = false;
    bool set = false;
};

bool confirmed(const QString& question)
{
    if (::isatty(STDIN_FILENO) == 0)
        return false;
    out::note(question + u" [y/N]"_s);
    std::string answer;
    return std::getline(std::cin, answer) && (answer == "y" || answer == "yes");
}

int removed(const CommandLine& line, qsizetype count, const Result<void>& done)
{
    if (!done)
        return failed(done.error());
    if (line.json) {
        out::json(QJsonDocument(QJsonObject{{u"deleted"_s, count}}));
        return kDone;
    }
    out::line(u"The content of %1 is gone. What it cost, when and how it ended stays in Spend and Insights."_s.arg(
        count == 1 ? u"1 run"_s : u"%1 runs"_s.arg(count)));
    out::note(u"Backups and exports made before still hold it."_s);
    return kDone;
}

int deleteRuns(const CommandLine& line, const DeleteOptions& options)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto ids = runIds(services, options.runs);
        if (!ids)
            return failed(ids.error());
        return removed(line, ids->size(), RunKeeper(services.history()).deleteContent(*ids).result());
    });
}

int purge(const CommandLine& line, const DeleteOptions& options)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto filter = filterOf(options.filter, services);
        if (!filter)
            return failed(filter.error());
        RunQuestion question{
            .terms = {}, .filter = *filter, .order = SearchOrder::Newest, .limit = kBatch, .beforeId = {}};
        const RunFinder finder(services.history());
        const auto count = finder.count(question, 1'000'000'000);
        if (!count)
            return failed(count.error());
        if (!options.yes && *count > 0
            && !confirmed(u"Remove prompts and answers of %1 runs for good?"_s.arg(*count))) {
            out::note(u"Nothing was removed. %1 runs are meant; --yes removes their content without a question."_s.arg(
                *count));
            return kUsage;
        }
        qsizetype done = 0;
        for (;;) {
            const auto page = finder.find(question);
            if (!page)
                return failed(page.error());
            if (page->isEmpty())
                return removed(line, done, {});
            QStringList ids;
            for (const auto& found : *page) {
                if (found.marks.gone.isEmpty())
                    ids.append(found.run.id);
            }
            if (const auto gone = RunKeeper(services.history()).deleteContent(ids).result(); !gone)
                return failed(gone.error());
            done += ids.size();
            question.beforeId = page->last().run.id;
        }
    });
}

int mark(const CommandLine& line, const std::string& run,
    const std::function<Result<MarkChange>(Composition&, const QString&)>& change)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto id = services.history().resolveId(QString::fromStdString(run));
        if (!id)
            return failed(id.error());
        const auto wanted = change(services, *id);
        if (!wanted)
            return failed(wanted.error());
        if (const auto done = RunKeeper(services.history()).mark({*id}, *wanted).result(); !done)
            return failed(done.error());
        const auto marks = RunFinder(services.history()).marks(*id);
        if (!marks)
            return failed(marks.error());
        if (line.json) {
            out::json(QJsonDocument(QJsonObject{{u"run"_s, *id}, {u"starred"_s, marks->starred},
                {u"tags"_s, QJsonArray::fromStringList(marks->tags)}, {u"note"_s, marks->note}}));
            return kDone;
        }
        out::line(u"%1  %2%3"_s.arg(id->left(18), marks->starred ? u"★  "_s : QString(), marks->tags.join(u", "_s)));
        if (!marks->note.isEmpty())
            out::line(out::plain(marks->note));
        return kDone;
    });
}

QStringList words(const MarkOptions& options)
{
    QStringList out;
    for (const auto& word : options.words)
        out.append(QString::fromStdString(word));
    return out;
}

int retention(const CommandLine& line, const RetentionOptions& options)
{
    return withServices(line, [&](Composition& services) -> int {
        RunKeeper keeper(services.history());
        if (options.set) {
            const auto done
                = keeper.setRetention(QString::fromStdString(options.project), options.forEver ? 0 : options.days)
                      .result();
            if (!done)
                return failed(done.error());
        }
        const auto removedRuns = applyRetention(services.history(), services.clock().now());
        const auto kept = keeper.retentions();
        if (!removedRuns || !kept)
            return failed(removedRuns ? kept.error() : removedRuns.error());
        QJsonArray json;
        QList<QStringList> rows;
        for (const auto& rule : *kept) {
            json.append(QJsonObject{{u"project"_s, rule.project}, {u"days"_s, rule.days}});
            rows.append({rule.project.isEmpty() ? u"(no project)"_s : rule.project, u"%1 days"_s.arg(rule.days)});
        }
        if (line.json) {
            out::json(QJsonDocument(QJsonObject{{u"retention"_s, json}, {u"removed"_s, *removedRuns}}));
            return kDone;
        }
        if (rows.isEmpty())
            out::note(u"Content is kept for ever. `assay history retention --project P --days N` changes that."_s);
        else
            out::table({u"project"_s, u"content is kept"_s}, rows);
        if (*removedRuns > 0)
            out::note(u"Removed the content of %1 older runs; their costs stay."_s.arg(*removedRuns));
        return kDone;
    });
}

void addRemoval(CLI::App& history, CommandLine& line)
{
    auto options = std::make_shared<DeleteOptions>();
    auto* deleteVerb = history.add_subcommand("delete", "Remove a run's prompt and answers for good; its cost stays");
    deleteVerb->add_option("run", options->runs, "Ids, beginnings of ids, or `last`")->required();
    deleteVerb->add_flag("--json", line.json, "Print JSON");
    deleteVerb->callback([&line, options] { line.action = [&line, options] { return deleteRuns(line, *options); }; });

    auto* purgeVerb = history.add_subcommand("purge", "The same for all runs that a filter means");
    addFilterOptions(*purgeVerb, options->filter);
    purgeVerb->add_flag("--yes", options->yes, "Without a question");
    purgeVerb->add_flag("--json", line.json, "Print JSON");
    purgeVerb->callback([&line, options] { line.action = [&line, options] { return purge(line, *options); }; });
}

void addMarks(CLI::App& history, CommandLine& line)
{
    auto options = std::make_shared<MarkOptions>();
    auto* tagVerb = history.add_subcommand("tag", "Put tags on a run");
    tagVerb->add_option("run", options->run, "Its id, the beginning of it, or `last`")->required();
    tagVerb->add_option("tags", options->words, "Words");
    tagVerb->add_flag("--remove", options->remove, "Take them off");
    tagVerb->add_flag("--json", line.json, "Print JSON");
    tagVerb->callback([&line, options] {
        line.action = [&line, options] {
            return mark(line, options->run, [options](Composition&, const QString&) -> Result<MarkChange> {
                MarkChange change;
                (options->remove ? change.removeTags : change.addTags) = words(*options);
                return change;
            });
        };
    });
    auto* noteVerb = history.add_subcommand("note", "Write a note on a run; an empty one removes it");
    noteVerb->add_option("run", options->run, "Its id, the beginning of it, or `last`")->required();
    noteVerb->add_option("text", options->words, "The note");
    noteVerb->add_flag("--json", line.json, "Print JSON");
    noteVerb->callback([&line, options] {
        line.action = [&line, options] {
            return mark(line, options->run, [options](Composition&, const QString&) -> Result<MarkChange> {
                return MarkChange{.starred = {}, .note = words(*options).join(u' '), .addTags = {}, .removeTags = {}};
            });
        };
    });
    auto* starVerb = history.add_subcommand("star", "Star a run");
    starVerb->add_option("run", options->run, "Its id, the beginning of it, or `last`")->required();
    starVerb->add_flag("--remove", options->remove, "Take the star off");
    starVerb->add_flag("--json", line.json, "Print JSON");
    starVerb->callback([&line, options] {
        line.action = [&line, options] {
            return mark(line, options->run, [options](Composition&, const QString&) -> Result<MarkChange> {
                return MarkChange{.starred = !options->remove, .note = {}, .addTags = {}, .removeTags = {}};
            });
        };
    });
}

} // namespace

void addHistoryKeepVerbs(CLI::App& history, CommandLine& line)
{
    addRemoval(history, line);
    addMarks(history, line);
    auto options = std::make_shared<RetentionOptions>();
    auto* verb = history.add_subcommand("retention", "How long prompts and answers are kept; costs are kept always");
    verb->add_option("--project", options->project, "Project (default: runs without one)");
    auto* days = verb->add_option("--days", options->days, "Keep so many days")->check(CLI::Range(1, 36'500));
    auto* ever = verb->add_flag("--forever", options->forEver, "Keep for ever")->excludes(days);
    verb->add_flag("--json", line.json, "Print JSON");
    verb->callback([&line, options, days, ever] {
        options->set = days->count() > 0 || ever->count() > 0;
        line.action = [&line, options] { return retention(line, *options); };
    });
}

} // namespace assay
