// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pictures of the History page over made-up runs: shot_history FILE light|dark WxH [thennow|confirm|search]
#include "listedhistory.h"
#include "tests/support/records.h"
#include "ui/history/historypage.h"
#include "ui/history/rundetail.h"
#include "ui/shell/mainwindow.h"
#include "ui/text/translations.h"
#include "ui/widgets/actionregistry.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QTimer>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QDateTime kMorning(QDate(2026, 9, 22), QTime(9, 12), QTimeZone::UTC);

const QString kThen
    = u"Use a **unique key** on the event id and let the second insert fail:\n\n```sql\nINSERT INTO handled(event_id) "
      u"VALUES ($1)\nON CONFLICT DO NOTHING;\n```\n\n"
      "The worker acts only if a row was inserted. Retries within 24 hours are then harmless, and you need no lock.\n\n"
      "| option | cost | safe |\n|---|--:|---|\n| unique key | 1 write | yes |\n| advisory lock | 2 round trips | yes |\n"_s;
const QString kNow
    = u"Put a **unique constraint** on the event id and let the second insert do nothing:\n\n```sql\nINSERT INTO "
      u"handled(event_id, at) VALUES ($1, now())\nON CONFLICT DO NOTHING;\n```\n\n"
      "The worker acts only if a row was inserted. Retries within 72 hours are then harmless, and you need no lock.\n\n"
      "| option | cost | safe |\n|---|--:|---|\n| unique constraint | 1 write | yes |\n| advisory lock | 2 round trips | yes |\n"_s;

LaneRecord lane(int index, const ModelRef& model, const QString& text, qint64 first, qint64 pico)
{
    auto out = testing::simpleRun(u"x"_s, pico, kMorning).lanes.first();
    out.index = index;
    out.model = model;
    out.servedBy = model.provider;
    out.servedModel = model.model + u"-2026-06-30"_s;
    out.fingerprint = u"fp_44709d6fcb"_s;
    out.text = text;
    out.nativeFinishReason = u"stop"_s;
    out.sent = SentRequest{.dialect = u"openai-chat"_s, .url = {}, .headers = {}, .body = "{}"};
    out.timing.firstToken = Timing::us(first);
    out.timing.lastToken = Timing::us(first + 2'400'000);
    out.timing.total = Timing::us(first + 2'420'000);
    return out;
}

void fill(ListedHistory& history)
{
    RunRecord run = testing::simpleRun(u"01997a2e-1b7c-7d30-9c1e-5a0f6d2b7c11"_s, 0, kMorning);
    run.prompt
        = u"Our webhook worker sometimes handles the same payment event twice. Give me the smallest safe change in Postgres and Python."_s;
    run.project = u"Shop support"_s;
    run.lanes = {lane(0, {u"openai"_s, u"gpt-5-mini"_s}, kThen, 640'000, 1'840'000'000),
        lane(1, {u"anthropic"_s, u"claude-haiku-4-5"_s}, kNow, 510'000, 2'350'000'000)};
    history.today = kMorning.addDays(41);
    history.runs = {run};
    for (const auto& prompt :
        {u"Explain RAID levels to someone who is buying a first home server."_s, u"Write the release notes."_s}) {
        auto other = testing::simpleRun(prompt.left(8), 90'000'000, kMorning.addDays(-1));
        other.prompt = prompt;
        history.runs.append(other);
    }
    for (const int days : {14, 40}) {
        RunReplay replay{.runId = u"r%1"_s.arg(days), .at = kMorning.addDays(days), .lanes = {}};
        for (const auto& then : std::as_const(run.lanes)) {
            auto now = then;
            now.text = days == 14 ? then.text : then.index == 0 ? kNow : kThen;
            now.servedModel = then.model.model + (days == 14 ? u"-2026-06-30"_s : u"-2026-10-15"_s);
            now.fingerprint = days == 14 ? then.fingerprint : u"fp_9e31c07ab2"_s;
            now.timing.firstToken = Timing::us(820'000);
            now.usage.set(UsageClass::Output, 96);
            replay.lanes.append(
                {.lane = then.index, .then = then, .now = now, .thenAtPricesNow = Money::fromPico(1'610'000'000)});
        }
        history.replays.append(replay);
    }
}

} // namespace

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    const Translations translations(QLocale::system().uiLanguages());
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 4)
        return 2;
    const QString what = arguments.value(4);
    ListedHistory history;
    fill(history);
    WindowServices services;
    services.project = u"Shop support"_s;
    services.theme = arguments.at(2) == u"dark" ? ThemeChoice::Dark : ThemeChoice::Light;
    services.models = {{.ref = {.provider = u"anthropic"_s, .model = u"claude-haiku-4-5"_s}}};
    services.history = &history;
    const auto window = makeMainWindow(services);
    const QStringList size = arguments.at(3).split(u'x');
    window->resize(size.at(0).toInt(), size.at(1).toInt());
    window->actions()->find(u"page.history"_s)->trigger();
    window->show();
    QTimer::singleShot(400, window.get(), [&] {
        if (what == "thennow"_L1)
            window->findChild<RunDetail*>(u"runDetail"_s)->showThenNow(true);
        if (what == "confirm"_L1)
            window->findChild<QAbstractButton*>(u"replayRun"_s)->click();
        if (what == "search"_L1)
            window->findChild<HistoryPage*>(u"historyPage"_s)->search(u"worker"_s);
    });
    QTimer::singleShot(1200, window.get(), [&] {
        QWidget* shown = window.get();
        if (auto* dialog = window->findChild<QDialog*>())
            shown = dialog;
        QApplication::exit(saveScreenshot(shown, arguments.at(1)) ? 0 : 1);
    });
    return QApplication::exec();
}
