// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Search and lists over a history of a million runs with their text (about 0.8 kB each, words of a Zipf vocabulary of
// 50,000). `bench_search [RUNS] [FILE]`; with a FILE that exists the history is not made anew.

#include "core/history/lanesamples.h"
#include "core/history/runfinder.h"
#include "core/stats/speedreport.h"
#include "core/support/ids.h"
#include "tests/bench/vocabulary.h"
#include "tests/support/records.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTimeZone>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

using namespace assay;
using assay::bench::Vocabulary;
using namespace Qt::StringLiterals;

namespace {

constexpr int kGroup = 2'000;

RunRecord sample(Vocabulary& vocabulary, int i, const QDateTime& start)
{
    auto run = testing::simpleRun(newId(), 1'000 + i, start.addSecs(30LL * i));
    run.prompt = vocabulary.text(15 + vocabulary.below(20));
    auto& lane = run.lanes.first();
    lane.model.model = u"model-%1"_s.arg(vocabulary.below(40));
    lane.text = vocabulary.text(60 + vocabulary.below(80));
    const int first = 200'000 + vocabulary.below(900'000);
    lane.timing = {.dns = Timing::us(0),
        .connect = Timing::us(900),
        .tls = Timing::us(9'000),
        .firstByte = Timing::us(first / 2),
        .firstToken = Timing::us(first),
        .firstText = Timing::us(first),
        .lastToken = Timing::us(first + 900'000),
        .total = Timing::us(first + 901'000)};
    lane.attempts.first().timing = lane.timing;
    lane.attempts.first().startedAt = run.startedAt;
    return run;
}

bool fill(HistoryStore& store, Vocabulary& vocabulary, int count)
{
    const QDateTime start = QDateTime::currentDateTimeUtc().addSecs(-30LL * count);
    QElapsedTimer timer;
    timer.start();
    QList<QFuture<Result<QString>>> waiting;
    for (int i = 0; i < count; ++i) {
        waiting.append(store.append(sample(vocabulary, i, start)));
        if (waiting.size() < kGroup && i + 1 < count)
            continue;
        for (auto& future : waiting) {
            if (!future.result())
                return false;
        }
        waiting.clear();
    }
    const double written = static_cast<double>(timer.elapsed()) / 1e3;
    const bool settled = store.settle().result().has_value();
    const double indexed = static_cast<double>(timer.elapsed()) / 1e3;
    std::printf("made: %d runs in %.0f s (%.0f runs/s), indexed after %.0f s (%.0f runs/s with index)\n", count,
        written, count / written, indexed, count / indexed);
    return settled;
}

struct Times {
    double first = 0;
    double p50 = 0;
    double p95 = 0;
    qsizetype hits = 0;
};

Times measure(int repeats, const std::function<qsizetype(int)>& step)
{
    Times out;
    std::vector<double> times;
    for (int i = 0; i < repeats; ++i) {
        QElapsedTimer timer;
        timer.start();
        out.hits = step(i);
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    out.first = times.front();
    std::ranges::sort(times);
    out.p50 = times[times.size() / 2];
    out.p95 = times[std::min(times.size() - 1, times.size() * 95 / 100)];
    return out;
}

void print(const char* what, const Times& times)
{
    std::printf("  %-52s first %8.2f ms   p50 %8.2f ms   p95 %8.2f ms   last hits %lld\n", what, times.first, times.p50,
        times.p95, static_cast<long long>(times.hits));
    std::fflush(stdout);
}

void searches(const RunFinder& finder, Vocabulary& vocabulary)
{
    const auto ask = [&finder](const QString& terms, SearchOrder order) {
        return finder.find({.terms = terms, .filter = {}, .order = order, .limit = 50, .beforeId = {}})
            .transform([](const QList<FoundRun>& runs) { return runs.size(); })
            .value_or(-1);
    };
    const auto any = [&vocabulary](int from, int to) { return vocabulary.word(from + vocabulary.below(to - from)); };
    print("newest 50, common word",
        measure(40, [&](int i) { return ask(vocabulary.word(i % 20), SearchOrder::Newest); }));
    print("newest 50, word of the middle", measure(40, [&](int) { return ask(any(500, 5'000), SearchOrder::Newest); }));
    print("newest 50, rare word", measure(40, [&](int) { return ask(any(20'000, 50'000), SearchOrder::Newest); }));
    print("newest 50, two common words", measure(40, [&](int i) {
        return ask(vocabulary.word(i % 20) + u' ' + vocabulary.word(20 + i % 20), SearchOrder::Newest);
    }));
    print("newest 50, common and rare word", measure(40, [&](int i) {
        return ask(vocabulary.word(i % 20) + u' ' + any(5'000, 50'000), SearchOrder::Newest);
    }));
    print("newest 50, phrase of two common words", measure(40, [&](int i) {
        return ask(u'"' + vocabulary.word(i % 10) + u' ' + vocabulary.word(1 + i % 5) + u'"', SearchOrder::Newest);
    }));
    print("newest 50, beginning of three letters",
        measure(40, [&](int) { return ask(any(100, 5'000).first(3) + u'*', SearchOrder::Newest); }));
    print("newest 50, beginning of two letters",
        measure(20, [&](int) { return ask(any(100, 5'000).first(2) + u'*', SearchOrder::Newest); }));
    print("newest 50, one letter",
        measure(10, [&](int) { return ask(any(100, 5'000).first(1) + u'*', SearchOrder::Newest); }));
    print("newest 50, word that is nowhere",
        measure(20, [&](int i) { return ask(u"qqqxq%1"_s.arg(i), SearchOrder::Newest); }));
    print("best 50, common word", measure(40, [&](int i) { return ask(vocabulary.word(i % 20), SearchOrder::Best); }));
    print("best 50, two common words", measure(40, [&](int i) {
        return ask(vocabulary.word(i % 20) + u' ' + vocabulary.word(20 + i % 20), SearchOrder::Best);
    }));
    print("best 50, rare word", measure(40, [&](int) { return ask(any(20'000, 50'000), SearchOrder::Best); }));
}

void lists(const HistoryStore& store, const RunFinder& finder)
{
    const auto list = [&finder](const HistoryFilter& filter, const QString& before) {
        return finder.find(
            {.terms = {}, .filter = filter, .order = SearchOrder::Newest, .limit = 50, .beforeId = before});
    };
    QString before;
    print("list, 50 a page, going on", measure(40, [&](int) {
        const auto page = list({}, before);
        before = page && !page->isEmpty() ? page->last().run.id : QString();
        return page ? page->size() : -1;
    }));
    print("list of one model of forty", measure(20, [&](int i) {
        return list({.model = u"model-%1"_s.arg(i)}, {})
            .transform([](const auto& page) { return page.size(); })
            .value_or(-1);
    }));
    print("counts beside the list", measure(5, [&](int) { return finder.counts() ? 1 : -1; }));
    for (const auto& [name, seconds] :
        {std::pair("24 h", 86'400), std::pair("7 d", 7 * 86'400), std::pair("30 d", 30 * 86'400)}) {
        const auto until = QDateTime::currentDateTimeUtc();
        print(qPrintable(u"insights, %1, by model"_s.arg(QLatin1StringView(name))), measure(3, [&](int) {
            HistoryFilter filter;
            filter.since = until.addSecs(-seconds);
            filter.until = until;
            const auto set = readLaneSamples(store, filter);
            return set ? speedReport(set->samples, SpeedGrouping::Model).size() : -1;
        }));
    }
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const int count = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
    const QString path = argc > 2 ? QString::fromLocal8Bit(argv[2]) : folder.filePath(u"ledger.db"_s);
    const bool isMade = QFileInfo::exists(path);
    Vocabulary vocabulary;
    QElapsedTimer opening;
    opening.start();
    auto store = HistoryStore::open(path, std::make_shared<SystemClock>());
    if (!store) {
        std::printf("%s\n", qPrintable(store.error().detail));
        return 1;
    }
    std::printf("opened in %.1f ms\n", static_cast<double>(opening.nsecsElapsed()) / 1e6);
    if (!isMade && !fill(**store, vocabulary, count))
        return 1;
    std::printf("%s: %.0f MB\n", qPrintable(path), static_cast<double>(QFileInfo(path).size()) / 1e6);
    const RunFinder finder(**store);
    searches(finder, vocabulary);
    lists(**store, finder);
    return 0;
}
