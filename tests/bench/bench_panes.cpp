// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

//
// Streaming panes in the real window: work a frame (all events of 16 ms, painting included, the feeder not), the gaps
// of the event loop (a 5 ms heartbeat), whether a long answer costs more than a short one, from the socket to the
// picture, and the worst frame of the campaign of hostile documents. Each scenario is a process of its own, so that
// memory a lane is its own. bench_panes [SECONDS [SCENARIO]]

#include "core/net/curltransport.h"
#include "core/run/engine.h"
#include "tests/bench/panes/floodsession.h"
#include "tests/bench/panes/hostile.h"
#include "tests/bench/panes/tokenserver.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/enginesession.h"
#include "ui/shell/mainwindow.h"

#include <QProcess>
#include <QTextBlock>

#include <cstdio>

using namespace assay;
using namespace assay::bench;

namespace {

struct Scenario {
    const char* name;
    int lanes;
    double rate; ///< tokens a second and lane
    qsizetype before; ///< characters that stand there when the stream begins
    QString (*text)(); ///< what is streamed, again and again
    const char* opening; ///< stands before everything
    int share; ///< of the seconds
};

QString codeLines()
{
    return u"    const auto value = compute(\"text\", 42); // a line of code\n    if (value > 0)\n        use(value);\n"_s;
}

QString tableRows()
{
    return u"| a model | 120 | `0.4` and some words that say why |\n| another one | 95 | **0.2** |\n"_s;
}

QString listItems()
{
    return u"- an item with some words in it, and *more* words\n- another one\n"_s;
}

const Scenario kScenarios[] = {
    {"columns", 8, 200, 0, material, "", 1},
    {"grid", 24, 100, 0, material, "", 1},
    {"short", 8, 200, 10'000, material, "", 4},
    {"long", 8, 200, 200'000, material, "", 4},
    {"short fence", 8, 200, 10'000, codeLines, "```cpp\n", 4},
    {"long fence", 8, 200, 200'000, codeLines, "```cpp\n", 4},
    {"short table", 8, 200, 3'000, tableRows, "| model | tokens/s | cost |\n|---|--:|---|\n", 4},
    {"long table", 8, 200, 60'000, tableRows, "| model | tokens/s | cost |\n|---|--:|---|\n", 4},
    {"short list", 8, 200, 3'000, listItems, "", 4},
    {"long list", 8, 200, 60'000, listItems, "", 4},
};

WindowServices servicesFor(int lanes)
{
    WindowServices services;
    for (int i = 0; i < lanes; ++i) {
        ModelChoice model;
        model.ref = {u"p"_s, u"model-%1"_s.arg(i)};
        model.name = u"Model %1"_s.arg(i);
        model.provider = u"Provider"_s;
        services.models.append(model);
        services.initialLanes.append(model.ref);
    }
    services.theme = ThemeChoice::Light;
    return services;
}

void printFrames(const MeasuredApplication& application, const Heart& heart)
{
    std::printf(
        "work a frame p50 %.2f p99 %.2f max %.2f ms (on the clock p99 %.2f max %.2f); loop gap p50 %.1f p99 %.1f "
        "max %.1f ms",
        quantile(application.frames, 0.5), quantile(application.frames, 0.99), quantile(application.frames, 1),
        quantile(application.wallFrames, 0.99), quantile(application.wallFrames, 1), quantile(heart.gaps, 0.5),
        quantile(heart.gaps, 0.99), quantile(heart.gaps, 1));
}

int flood(MeasuredApplication& application, const Scenario& scenario, int seconds)
{
    WindowServices services = servicesFor(scenario.lanes);
    FloodSession* session = nullptr;
    services.makeSession = [&] {
        const QString text = scenario.text();
        const QString before = QString::fromLatin1(scenario.opening) + repeatedTo(text, scenario.before);
        auto made = std::make_unique<FloodSession>(scenario.rate, before, text);
        session = made.get();
        return made;
    };
    const auto window = makeMainWindow(services);
    window->resize(1600, 900);
    window->show();
    QApplication::processEvents();
    const double memory = megabytes();
    window->comparePage()->ask(u"Go"_s);
    Heart heart(application);
    // What was there before is laid out first.
    QTimer::singleShot(scenario.before > 50'000 ? 12'000 : 1000, &application, [&] {
        application.setRunning(true);
        heart.start();
        QTimer::singleShot(seconds * 1000, &application, [] { QApplication::exit(); });
    });
    QApplication::exec();
    const qsizetype characters = window->comparePage()->lanes().first()->answerMarkdown().size();
    std::printf("%-11s %2d lanes x %3.0f tok/s, %d s, %lld characters a lane: ", scenario.name, scenario.lanes,
        scenario.rate, seconds, static_cast<long long>(characters));
    printFrames(application, heart);
    std::printf("; %.1f MB a lane\n", (megabytes() - memory) / scenario.lanes);
    application.setRunning(false);
    session->cancelAll();
    return 0;
}

// The number that is last in an answer as it was just painted.
int lastNumber(const LaneView* lane)
{
    const QTextDocument* document = lane->answerView()->document();
    QTextBlock block = document->lastBlock();
    if (block.text().trimmed().isEmpty())
        block = block.previous();
    return block.text().trimmed().section(u' ', -1).toInt();
}

// Real sockets, the real transport and engine, eight lanes: from a token's write into the socket until a picture that
// holds it has been handed to the window system.
int pixel(MeasuredApplication& application, int seconds)
{
    constexpr int lanes = 8;
    TokenServer server(lanes, std::chrono::milliseconds(5));
    Engine engine(Engine::Services{
        .makeTransport = [] { return std::make_unique<CurlTransport>(); },
        .dialects = std::make_shared<DialectRegistry>(),
        .secrets = std::make_shared<testing::FixedSecrets>(),
        .clock = std::make_shared<SystemClock>(),
        .prices = std::make_shared<testing::FlatPrices>(),
    });
    WindowServices services = servicesFor(lanes);
    for (ModelChoice& model : services.models)
        model.endpoint = testing::chatEndpoint(u"p"_s, server.port());
    services.makeSession = [&] { return std::make_unique<EngineSession>(&engine); };
    const auto window = makeMainWindow(services);
    window->resize(1600, 900);
    window->show();
    QApplication::processEvents();
    std::vector<int> seen(lanes, 0);
    std::vector<double> delays;
    application.afterPaint = [&] {
        const double now = wallMs();
        for (int i = 0; i < lanes; ++i) {
            const int last = std::min(lastNumber(window->comparePage()->lanes().at(i)), server.count());
            // A number comes whole, in one event.
            for (int token = seen[static_cast<std::size_t>(i)] + 1; token <= last; ++token)
                delays.push_back(now - server.sentAt(token));
            seen[static_cast<std::size_t>(i)] = std::max(seen[static_cast<std::size_t>(i)], last);
        }
    };
    window->comparePage()->ask(u"Go"_s);
    Heart heart(application);
    application.setRunning(true);
    heart.start();
    QTimer::singleShot(seconds * 1000, &application, [] { QApplication::exit(); });
    QApplication::exec();
    std::printf(
        "socket to pixel, %d lanes x 200 tok/s, %d s, %lld tokens seen: p50 %.1f p95 %.1f p99 %.1f max %.1f ms; ",
        lanes, seconds, static_cast<long long>(delays.size()), quantile(delays, 0.5), quantile(delays, 0.95),
        quantile(delays, 0.99), quantile(delays, 1));
    printFrames(application, heart);
    std::printf("\n");
    application.afterPaint = nullptr;
    window->comparePage()->stopAll();
    return 0;
}

// One scenario in a process of its own; its p50 of work a frame.
double inOwnProcess(const QString& program, const QString& seconds, const QString& scenario)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, {seconds, scenario});
    process.waitForFinished(-1);
    const QByteArray out = process.readAllStandardOutput();
    std::printf("%s", out.constData());
    std::fflush(stdout);
    const qsizetype at = out.indexOf("work a frame p50 ");
    return at < 0 ? 0 : out.mid(at + 17, 8).split(' ').value(0).toDouble();
}

int all(const QString& program, int seconds)
{
    std::map<QString, double> typical;
    for (const Scenario& scenario : kScenarios) {
        const QString name = QString::fromLatin1(scenario.name);
        typical[name] = inOwnProcess(program, QString::number(std::max(3, seconds / scenario.share)), name);
    }
    for (const QString& kind : {u""_s, u" fence"_s, u" table"_s, u" list"_s})
        std::printf("long%s against short%s: work a frame p50 x%.2f\n", qPrintable(kind), qPrintable(kind),
            typical[u"long"_s + kind] / std::max(typical[u"short"_s + kind], 0.001));
    inOwnProcess(program, QString::number(std::max(3, seconds / 4)), u"pixel"_s);
    inOwnProcess(program, QString::number(seconds), u"hostile"_s);
    return 0;
}

} // namespace

int main(int argc, char* argv[])
{
    if (!qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_LOGGING_RULES", "qt.qpa.*=false;qt.text.*=false");
    MeasuredApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const int seconds = std::max(2, arguments.value(1, u"60"_s).toInt());
    const QString wanted = arguments.value(2);
    if (wanted.isEmpty())
        return all(QApplication::applicationFilePath(), seconds);
    if (wanted == u"pixel"_s)
        return pixel(application, seconds);
    if (wanted == u"hostile"_s)
        return hostileCampaign();
    for (const Scenario& scenario : kScenarios) {
        if (wanted == QString::fromLatin1(scenario.name))
            return flood(application, scenario, seconds);
    }
    std::fprintf(stderr, "no scenario named '%s'\n", qPrintable(wanted));
    return 2;
}
