// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pictures of the Compare page with scripted lanes:
// shot_compare FILE light|dark WxH LANES MILLISECONDS [ACTION…]; ACTION: the name of an action that is triggered at the
// end (the dialog it opens is pictured), `+NAME` one that is triggered before the prompt is asked, `*NAME` a button
// that is pressed at the end, `text=150` a size of text, `contrast`, `draft` a follow-up that is being written. The
// option -reverse mirrors the window.
#include "samplelanes.h"
#include "samplelibrary.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/composer.h"
#include "ui/shell/mainwindow.h"
#include "ui/text/translations.h"
#include "ui/widgets/actionregistry.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QTimer>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

QString webhookA()
{
    return uR"(Let the database decide: a unique key on the event id makes “seen before?” and “remember it” **one step**.

```sql
CREATE TABLE webhook_event (
  event_id    text PRIMARY KEY,
  received_at timestamptz NOT NULL DEFAULT now()
);
```

```python
def handle(event, db):
    with db.transaction():
        won = db.execute(
            "INSERT INTO webhook_event (event_id) "
            "VALUES (%s) ON CONFLICT DO NOTHING",
            [event["id"]]).rowcount
        if won == 0:
            return  # seen before, nothing to do
        apply_payment(event, db)
```

| Option | Safe with 2 workers | Survives a crash |
|---|---|---|
| Unique event id | yes | yes, same transaction |
| Redis `SET NX` | yes | no, marks before work |
| Advisory lock | yes | yes, but holds a connection |
)"_s;
}

QString webhookB()
{
    return uR"(**Insert the event id in the same transaction as the payment.** If the insert does nothing, this delivery is a repeat.

1. Add the column and a unique index:
2. Insert first, apply second:
   - inside one transaction
   - answer 200 for repeats, otherwise the sender keeps retrying

> A queue with exactly-once delivery does not remove the need: the *sender* still repeats.

```python
row = db.fetch_one("""
    INSERT INTO payment (event_id, order_id, cents)
    VALUES (%(id)s, %(order)s, %(cents)s)
    ON CONFLICT (event_id) DO NOTHING
    RETURNING id""", event)
if row is None:
    return 200   # already handled
```

### Options

| Option | Change | Risk |
|---|---|---|
| Unique index | one column | old rows stay empty: fine |
| Separate table | one table | needs pruning |
| Check, then insert | none | two workers can race |

See the [PostgreSQL manual](https://www.postgresql.org/docs/current/sql-insert.html) for `ON CONFLICT`.
)"_s;
}

QString taxAnswer()
{
    return uR"(Both shops follow the rule of the place where the customer lives. European value added tax is the same for everybody in a country, so it can be printed on the label, and consumer law asks for exactly that.

American sales tax is not one tax. State, county and city each add a part, and some goods are exempt, so the sum is known only when the address is.

**What to check**

- Is the delivery address complete, with the postal code?
- Does the invoice name the same rate as the shop?
- [x] Is the account a company with a tax number?

If the address is wrong, correct it before the parcel leaves; after that only a refund and a new order will put the tax right.
)"_s;
}

LaneRecord priced(qint64 pico, CostState state = CostState::Computed)
{
    LaneRecord record{.state = LaneState::Complete};
    record.cost.state = state;
    record.cost.amount = Money::fromPico(pico);
    record.cost.priceRevision = u"2026-11"_s;
    record.cost.lines = {{u"output"_s, 402, Money::fromPico(10'000'000), Money::fromPico(pico)}};
    return record;
}

LaneRecord simulatedRecord(qint64 pico)
{
    LaneRecord record = priced(pico);
    record.simulated = true;
    return record;
}

ScriptedLane retryingLane()
{
    const Error limited{.kind = ErrorKind::RateLimited,
        .detail = u"Resource has been exhausted (e.g. check quota)."_s,
        .httpStatus = 429,
        .providerCode = u"RESOURCE_EXHAUSTED"_s,
        .requestId = {},
        .retryAfter = std::chrono::seconds(8)};
    return {{0, LaneState::Connecting}, {60, LaneState::Waiting},
        {310, ScriptedRetry{std::chrono::milliseconds(700), limited}}, {1010, LaneState::Connecting},
        {1300, ScriptedRetry{std::chrono::seconds(8), limited}}};
}

ScriptedLane failingLane()
{
    LaneRecord record{.state = LaneState::Failed};
    record.error = Error{.kind = ErrorKind::Authentication,
        .detail = u"invalid access token"_s,
        .httpStatus = 401,
        .providerCode = u"invalid_api_key"_s,
        .requestId = {},
        .retryAfter = {}};
    record.attempts = {AttemptRecord{.httpStatus = 401, .requestSent = true}};
    record.timing.total = std::chrono::milliseconds(190);
    return {{0, LaneState::Connecting}, {190, record}};
}

ScriptedLane truncatedLane()
{
    LaneRecord record = priced(20'800'000'000);
    record.state = LaneState::Truncated;
    record.finishReason = FinishReason::Length;
    return streamingLane(taxAnswer().left(420), {.firstToken = 1080, .perToken = 9}, record);
}

struct Demo {
    QList<ModelChoice> models;
    QList<ScriptedLane> lanes;
    QString prompt;
};

Demo firstRun()
{
    return {{sampleModel(u"Swift"_s, u"sandbox"_s, true), sampleModel(u"Steady"_s, u"sandbox"_s, true),
                sampleModel(u"Thinker"_s, u"sandbox"_s, true)},
        {streamingLane(taxAnswer(), {.firstToken = 180, .perToken = 4}, simulatedRecord(100'000'000)),
            streamingLane(webhookB(), {.firstToken = 440, .perToken = 8}, simulatedRecord(800'000'000)),
            streamingLane(taxAnswer(), {.firstToken = 600, .perToken = 18}, simulatedRecord(3'100'000'000),
                u"Two systems: value added tax and sales tax. The reader is new, so no legal terms. First the reason, then a short list."_s,
                900)},
        u"Explain to a new colleague why our shop shows prices with tax in Austria and without tax in New York. Then list what to check when a customer asks."_s};
}

Demo real(int lanes)
{
    Demo demo;
    demo.models = {sampleModel(u"GPT-6 Sol"_s, u"OpenAI"_s), sampleModel(u"Claude Sonnet 5.5"_s, u"Anthropic"_s),
        sampleModel(u"Gemini 3.8 Flash"_s, u"Google"_s), sampleModel(u"DeepSeek V4.1 Flash"_s, u"DeepSeek"_s),
        sampleModel(u"Mistral Medium 3.5"_s, u"Mistral AI"_s), sampleModel(u"Kimi K3"_s, u"Moonshot AI"_s),
        sampleModel(u"Qwen3.8 Max"_s, u"Alibaba"_s), sampleModel(u"Claude Opus 5.5"_s, u"Anthropic"_s)};
    for (int i = 0; demo.models.size() < lanes; ++i) // the same ones again, as a person would to compare settings
        demo.models.append(demo.models.at(i));
    demo.models.resize(lanes);
    for (ModelChoice& model : demo.models)
        model.contextTokens = 200'000;
    LaneRecord unknown{.state = LaneState::Complete};
    demo.lanes = {streamingLane(webhookA(), {.firstToken = 920, .perToken = 12}, priced(5'800'000'000)),
        streamingLane(webhookB(), {.firstToken = 620, .perToken = 7}, priced(4'400'000'000, CostState::Reported)),
        retryingLane(), streamingLane(taxAnswer(), {.firstToken = 1370, .perToken = 20}, unknown),
        streamingLane(webhookA(), {.firstToken = 570, .perToken = 9}, priced(20'000'000)),
        {{0, LaneState::Connecting}, {210, LaneState::Waiting}}, failingLane(), truncatedLane()};
    for (int i = 0; demo.lanes.size() < lanes; ++i)
        demo.lanes.append(demo.lanes.at(i));
    demo.prompt
        = u"Our webhook worker sometimes handles the same payment event twice. Give me the smallest safe change in Postgres and Python so that a second delivery is ignored, and compare the options in a short table."_s;
    return demo;
}

} // namespace

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    const Translations translations(QLocale::system().uiLanguages());
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 6) // without what QApplication takes itself
        return 2;
    const QString lanes = arguments.at(4);
    const Demo demo = lanes == u"sample" ? firstRun() : real(lanes.toInt());
    WindowServices services;
    services.models = demo.models;
    for (const ModelChoice& model : demo.models)
        services.initialLanes.append(model.ref);
    services.project = lanes == u"sample" ? u"Sample"_s : u"Shop support"_s;
    if (lanes == u"sample")
        services.samplePrompts = {demo.prompt};
    services.choices.contrast = arguments.contains(u"contrast"_s);
    for (const QString& argument : arguments) {
        if (argument.startsWith(u"text="_s))
            services.choices.textPercent = argument.sliced(5).toInt();
    }
    SampleLibrary library;
    library.kept = {{.name = u"Everyday three"_s, .lanes = {}}, {.name = u"All eight"_s, .lanes = {}}};
    services.compare.library = &library;
    services.compare.estimate = [](const RunSpec& run) {
        QList<LaneForecast> forecasts;
        for (int i = 0; i < static_cast<int>(run.lanes.size()); ++i)
            forecasts.append({.promptTokens = 1480 + 10 * i,
                .outputLimit = 4096,
                .low = Money::fromPico(3'100'000'000),
                .high = Money::fromPico(7'200'000'000 + 100'000'000 * i),
                .worst = Money::fromPico(61'000'000'000)});
        return QtFuture::makeReadyValueFuture(Result<QList<LaneForecast>>(forecasts));
    };
    services.theme = arguments.at(2) == u"dark" ? ThemeChoice::Dark : ThemeChoice::Light;
    const auto log = std::make_shared<ScriptedLog>();
    services.makeSession = [&demo, log] { return std::make_unique<ScriptedSession>(demo.lanes, log); };
    const auto window = makeMainWindow(services);
    SpendSummary spend{.today = {.known = Money::fromPico(1'840'000'000'000)},
        .month = {.known = Money::fromPico(31'270'000'000'000), .calls = 300, .unpriced = 3},
        .date = QDate(2026, 11, 25)};
    if (lanes != u"sample")
        window->setSpend(spend);
    else
        window->setSpend({.today = {}, .month = {}, .date = QDate(2026, 11, 25)});
    const QStringList size = arguments.at(3).split(u'x');
    window->resize(size.at(0).toInt(), size.at(1).toInt());
    window->show();
    const int at = arguments.at(5).toInt();
    for (const QString& action : arguments.mid(6)) {
        if (action.startsWith(u'+'))
            window->actions()->find(action.sliced(1))->trigger();
    }
    QTimer::singleShot(at > 0 ? 0 : 100000, window.get(), [&] { window->comparePage()->ask(demo.prompt); });
    if (arguments.contains(u"draft"_s)) {
        QTimer::singleShot(std::max(at - 700, 200), window.get(), [&] {
            window->comparePage()->composer()->setPromptText(u"And what if two workers start at the same time?"_s);
        });
    }
    QTimer::singleShot(std::max(at, 200), window.get(), [&] {
        for (const QString& action : arguments.mid(6)) {
            if (action.startsWith(u'*'))
                window->findChild<QAbstractButton*>(action.sliced(1))->click();
            else if (QAction* known = window->actions()->find(action))
                known->trigger();
        }
        QTimer::singleShot(600, window.get(), [&] {
            QWidget* shown = window->findChild<QDialog*>();
            if (shown == nullptr || !shown->isVisible())
                shown = window.get();
            if (QWidget* popup = QApplication::activePopupWidget())
                shown = popup;
            QApplication::exit(saveScreenshot(shown, arguments.at(1)) ? 0 : 1);
        });
    });
    return QApplication::exec();
}
