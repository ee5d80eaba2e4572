// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Search in a big history while eight panes stream: the window shows eight lanes of 200 tokens a second over real
// sockets, their answers are journalled into the same history, and a worker searches it as the History page does.
// `bench_finding FILE [SECONDS]`, with a FILE that bench_search made. Prints the times without and with the panes.

#include "core/history/draftrecord.h"
#include "core/history/runfinder.h"
#include "core/net/curltransport.h"
#include "core/run/engine.h"
#include "tests/bench/panes/tokenserver.h"
#include "tests/bench/vocabulary.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/enginesession.h"
#include "ui/shell/mainwindow.h"

#include <QFileInfo>

#include <atomic>
#include <cstdio>
#include <thread>

using namespace assay;
using namespace assay::bench;

namespace {

constexpr int kLanes = 8;

struct Question {
    const char* name;
    QString (*terms)(Vocabulary& vocabulary);
};

QString any(Vocabulary& vocabulary, int from, int to)
{
    return vocabulary.word(from + vocabulary.below(to - from));
}

const Question kQuestions[] = {
    {"common word", [](Vocabulary& v) { return any(v, 0, 20); }},
    {"word of the middle", [](Vocabulary& v) { return any(v, 500, 5'000); }},
    {"rare word", [](Vocabulary& v) { return any(v, 20'000, 50'000); }},
    {"two common words", [](Vocabulary& v) { return any(v, 0, 20) + u' ' + any(v, 20, 40); }},
    {"phrase", [](Vocabulary& v) { return u'"' + any(v, 0, 10) + u' ' + any(v, 0, 6) + u'"'; }},
    {"beginning of three letters", [](Vocabulary& v) { return any(v, 100, 5'000).first(3) + u'*'; }},
    {"beginning of two letters", [](Vocabulary& v) { return any(v, 100, 5'000).first(2) + u'*'; }},
};

struct Times {
    std::vector<std::vector<double>> wall = std::vector<std::vector<double>>(std::size(kQuestions));
    std::vector<double> processor;
};

/// Asks one question after another until it is told to end, with the pause of somebody who types.
Times search(const HistoryStore& store, const std::atomic<bool>& stop)
{
    Times out;
    Vocabulary vocabulary;
    const RunFinder finder(store);
    for (std::size_t i = 0; !stop; i = (i + 1) % std::size(kQuestions)) {
        const QString terms = kQuestions[i].terms(vocabulary);
        const double before = wallMs();
        const double worked = processorMs();
        const auto found
            = finder.find({.terms = terms, .filter = {}, .order = SearchOrder::Newest, .limit = 50, .beforeId = {}});
        if (!found)
            std::printf("%s\n", qPrintable(found.error().detail));
        out.wall[i].push_back(wallMs() - before);
        out.processor.push_back(processorMs() - worked);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return out;
}

void print(const char* when, const Times& times)
{
    std::vector<double> all;
    std::printf("%s\n", when);
    for (std::size_t i = 0; i < std::size(kQuestions); ++i) {
        const auto& wall = times.wall[i];
        all.insert(all.end(), wall.begin(), wall.end());
        std::printf("  newest 50, %-28s n %4zu   p50 %7.2f   p95 %7.2f   max %7.2f ms\n", kQuestions[i].name,
            wall.size(), quantile(wall, 0.5), quantile(wall, 0.95), quantile(wall, 1));
    }
    std::printf("  %-39s n %4zu   p50 %7.2f   p95 %7.2f   max %7.2f ms (processor p95 %.2f ms)\n", "all of them",
        all.size(), quantile(all, 0.5), quantile(all, 0.95), quantile(all, 1), quantile(times.processor, 0.95));
    std::fflush(stdout);
}

WindowServices servicesFor(quint16 port)
{
    WindowServices services;
    for (int i = 0; i < kLanes; ++i) {
        ModelChoice model;
        model.ref = {u"p"_s, u"model-%1"_s.arg(i)};
        model.name = u"Model %1"_s.arg(i);
        model.endpoint = testing::chatEndpoint(u"p"_s, port);
        services.models.append(model);
        services.initialLanes.append(model.ref);
    }
    services.theme = ThemeChoice::Light;
    return services;
}

/// Searches on a thread of its own for so long, while this one does its events.
Times searchFor(const HistoryStore& store, int seconds)
{
    std::atomic<bool> stop = false;
    Times times;
    std::thread worker([&] { times = search(store, stop); });
    QTimer::singleShot(seconds * 1000, qApp, [] { QApplication::exit(); });
    QApplication::exec();
    stop = true;
    worker.join();
    return times;
}

} // namespace

int main(int argc, char* argv[])
{
    if (!qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    MeasuredApplication application(argc, argv);
    const QString path = QApplication::arguments().value(1);
    const int seconds = std::max(2, QApplication::arguments().value(2, u"30"_s).toInt());
    if (!QFileInfo::exists(path)) {
        std::printf("bench_finding FILE [SECONDS]: make the FILE with bench_search RUNS FILE\n");
        return 2;
    }
    const auto store = HistoryStore::open(path, std::make_shared<SystemClock>());
    if (!store) {
        std::printf("%s\n", qPrintable(store.error().detail));
        return 1;
    }
    std::printf("%s: %.0f MB\n", qPrintable(path), static_cast<double>(QFileInfo(path).size()) / 1e6);
    print("nothing else runs", searchFor(**store, seconds));

    TokenServer server(kLanes, std::chrono::milliseconds(5));
    std::atomic<int> drafts = 0;
    Engine engine(Engine::Services{
        .makeTransport = [] { return std::make_unique<CurlTransport>(); },
        .dialects = std::make_shared<DialectRegistry>(),
        .secrets = std::make_shared<testing::FixedSecrets>(),
        .clock = std::make_shared<SystemClock>(),
        .prices = std::make_shared<testing::FlatPrices>(),
        .guard = {},
        .timeouts = {},
        .memory = {},
        .record = {},
        .journal =
            [&](const RunRecord& run) {
                for (const auto& draft : draftsOf(run)) {
                    (*store)->saveDraft(draft);
                    ++drafts;
                }
            },
    });
    WindowServices services = servicesFor(server.port());
    services.makeSession = [&] { return std::make_unique<EngineSession>(&engine); };
    const auto window = makeMainWindow(services);
    window->resize(1600, 900);
    window->show();
    window->comparePage()->ask(u"Go"_s);
    QTimer::singleShot(1000, qApp, [&] { application.setRunning(true); });
    const int before = server.count();
    const Times busy = searchFor(**store, seconds);
    std::printf("%d lanes, %.0f tokens a second each, %d drafts written; work a frame p50 %.2f p99 %.2f ms\n", kLanes,
        static_cast<double>(server.count() - before) / seconds, drafts.load(), quantile(application.frames, 0.5),
        quantile(application.frames, 0.99));
    print("while eight panes stream", busy);
    application.setRunning(false);
    window->comparePage()->stopAll();
    return 0;
}
