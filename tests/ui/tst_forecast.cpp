// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "comparestage.h"
#include "ui/compare/comparestate.h"
#include "ui/compare/forecastbutton.h"
#include "ui/compare/forecastpanel.h"
#include "ui/compare/forecasttext.h"
#include "ui/compare/promptedit.h"

#include <QLineEdit>
#include <QPromise>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

Money usd(const char* text)
{
    return *Money::fromDecimalUsd(text);
}

ForecastLane lane(qint64 prompt, std::optional<qint64> context, const char* low, const char* high)
{
    return {.letter = u"A"_s,
        .model = u"Model"_s,
        .contextTokens = context,
        .forecast
        = {.promptTokens = prompt, .outputLimit = 1000, .low = usd(low), .high = usd(high), .worst = usd(high)}};
}

// Answers as the worker does, later and in the order of the questions.
struct Oracle {
    QList<RunSpec> asked;
    QList<QPromise<Result<QList<LaneForecast>>>*> open;
    QList<LaneForecast> answer;

    ~Oracle() { qDeleteAll(open); }
    std::function<QFuture<Result<QList<LaneForecast>>>(const RunSpec&)> function()
    {
        return [this](const RunSpec& spec) {
            asked.append(spec);
            open.append(new QPromise<Result<QList<LaneForecast>>>);
            open.last()->start();
            return open.last()->future();
        };
    }
    void reply(const QList<LaneForecast>& forecasts)
    {
        open.last()->addResult(forecasts);
        open.last()->finish();
    }
};

struct ForecastStage {
    ForecastStage()
    {
        WindowServices services;
        for (const QString& name : {u"One"_s, u"Two"_s}) {
            services.models.append(sampleModel(name, u"Provider"_s));
            services.models.last().contextTokens = 1000;
            services.initialLanes.append(services.models.last().ref);
        }
        services.compare.estimate = oracle.function();
        services.makeSession = [this] {
            auto made = std::make_unique<ScriptedSession>(twoLanes(), log);
            made->setManual();
            return made;
        };
        window = makeMainWindow(services);
        window->resize(1440, 900);
        window->show();
        page = window->comparePage();
    }
    ForecastButton* button() const { return page->composer()->forecast(); }

    Oracle oracle;
    std::shared_ptr<ScriptedLog> log = std::make_shared<ScriptedLog>();
    std::unique_ptr<MainWindow> window;
    ComparePage* page = nullptr;
};

} // namespace

class TestForecast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsCostAndContextInWords()
    {
        const QList<ForecastLane> lanes{lane(214, 128'000, "0.0012", "0.0140")};
        QCOMPARE(ForecastText::summary(lanes), u"≈ 214\u2009tok in · $0.0012–0.0140"_s);
        QCOMPARE(ForecastText::fullest(lanes), 1); // rounded up
        QVERIFY(ForecastText::fit(lanes.first()) == ForecastText::Fit::Fits);
        QVERIFY(!ForecastText::isTroubled(lanes));
    }

    void unknownIsAWordAndNeverZero()
    {
        ForecastLane unknown = lane(10, {}, "0", "0");
        unknown.forecast.low.reset();
        unknown.forecast.high.reset();
        QCOMPARE(ForecastText::costRange(unknown), u"unknown"_s);
        QVERIFY(ForecastText::summary({unknown}).endsWith(u"cost unknown"_s));
        QVERIFY(ForecastText::summary({unknown, lane(10, {}, "0.01", "0.02")}).contains(u"1 lane unknown"_s)
            || ForecastText::summary({unknown, lane(10, {}, "0.01", "0.02")}).contains(u"unknown"_s));
        QVERIFY(!ForecastText::percent(unknown));
        unknown.forecast.free = true;
        QCOMPARE(ForecastText::costRange(unknown), u"local"_s);
        QVERIFY(ForecastText::summary({unknown}).endsWith(u"nothing is billed"_s));
    }

    void warnsOfAContextThatIsTooShort()
    {
        const ForecastLane tooLong = lane(5000, 4000, "0.01", "0.02");
        QVERIFY(ForecastText::fit(tooLong) == ForecastText::Fit::TooLong);
        QVERIFY(ForecastText::isTroubled({tooLong}));
        QVERIFY(ForecastText::warning(tooLong, {}).contains(u"more than the"_s));
        QCOMPARE(ForecastText::percent(tooLong), 125);
        const ForecastLane tight = lane(3500, 4000, "0.01", "0.02");
        QVERIFY(ForecastText::fit(tight) == ForecastText::Fit::Tight);
        QVERIFY(!ForecastText::isTroubled({tight}));
        QVERIFY(!ForecastText::warning(tight, {}).isEmpty());
    }

    void asksWhileOneTypesAndShowsTheNewestAnswer()
    {
        ForecastStage stage;
        QVERIFY(!stage.button()->isVisible());
        stage.page->composer()->setPromptText(u"Hello"_s);
        QVERIFY(QTest::qWaitFor([&] { return stage.oracle.asked.size() == 1; }));
        QCOMPARE(stage.oracle.asked.last().lanes.size(), 2);
        QCOMPARE(stage.oracle.asked.last().lanes.at(1).index, 1);
        QCOMPARE(
            stage.oracle.asked.last().lanes.at(0).request.messages, QList{ChatMessage::text(Role::User, u"Hello"_s)});

        stage.page->composer()->setPromptText(u"Hello again"_s); // before the answer came
        QTest::qWait(400);
        QCOMPARE(stage.oracle.asked.size(), 1);
        stage.oracle.reply({{.promptTokens = 1}, {.promptTokens = 1}});
        QVERIFY(QTest::qWaitFor([&] { return stage.oracle.asked.size() == 2; }));
        QVERIFY2(!stage.button()->isVisible(), "the answer to an old question is not shown");
        stage.oracle.reply({{.promptTokens = 7, .low = usd("0.0012"), .high = usd("0.0140")},
            {.promptTokens = 2000, .low = usd("0.01"), .high = usd("0.02")}});
        QVERIFY(QTest::qWaitFor([&] { return stage.button()->isVisible(); }));
        QVERIFY(stage.button()->text().contains(u"$0.0112–0.0340"_s));
        QVERIFY(stage.button()->accessibleName().contains(u"200 %"_s));
        QVERIFY(stage.page->lanes().at(0)->warnings().isEmpty());
        QVERIFY(stage.page->lanes().at(1)->warnings().join(u' ').contains(u"more than the"_s));

        stage.page->composer()->clearPrompt();
        QVERIFY(QTest::qWaitFor([&] { return !stage.button()->isVisible(); }));
    }

    void theLimitGoesWithTheRun()
    {
        ForecastStage stage;
        stage.page->composer()->setPromptText(u"Hello"_s);
        QVERIFY(QTest::qWaitFor([&] { return stage.oracle.asked.size() == 1; }));
        stage.oracle.reply({{.promptTokens = 1, .low = usd("0.01"), .high = usd("0.02"), .worst = usd("0.5")},
            {.promptTokens = 1, .low = usd("0.01"), .high = usd("0.02"), .worst = usd("0.5")}});
        QVERIFY(QTest::qWaitFor([&] { return stage.button()->isVisible(); }));
        stage.button()->click();
        auto* panel = stage.window->findChild<ForecastPanel*>();
        QVERIFY(panel != nullptr && panel->isVisible());
        QVERIFY(!panel->accessibleName().isEmpty());
        auto* field = panel->findChild<QLineEdit*>(u"runLimit"_s);
        QVERIFY(field->hasFocus());
        QTest::keyClicks(field, u"many"_s);
        QVERIFY(panel->findChild<QLabel*>(u"runLimitProblem"_s)->isVisible());
        QVERIFY(!stage.button()->limit());
        field->clear();
        QTest::keyClicks(field, u"0,25"_s);
        QCOMPARE(stage.button()->limit(), usd("0.25"));
        QVERIFY(QTest::qWaitFor([&] { return stage.oracle.asked.size() == 2; }));
        QCOMPARE(stage.oracle.asked.last().maxCost, usd("0.25"));
        stage.oracle.reply({{.promptTokens = 1, .worst = usd("0.5"), .refusal = LaneForecast::Refusal::RunLimit},
            {.promptTokens = 1, .low = usd("0"), .high = usd("0.1"), .worst = usd("0.1")}});
        QVERIFY(QTest::qWaitFor([&] { return panel->findChild<QLabel*>(u"forecastWarningA"_s) != nullptr; }));
        QVERIFY(panel->findChild<QLabel*>(u"forecastWarningA"_s)->text().startsWith(u"Will not be sent"_s));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(QTest::qWaitFor([&] { return stage.window->findChild<ForecastPanel*>() == nullptr; }));
        QTest::keyClick(stage.page->composer()->promptEdit(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(stage.log->started.size(), 1);
        QCOMPARE(stage.log->started.first().maxCost, usd("0.25"));
    }

    void aStateComesBackAsItWas()
    {
        Attachment note; // not in one expression: GCC 14 takes its parts for uninitialised there
        note.name = u"note.txt"_s;
        note.part = TextPart{u"attached"_s};
        CompareState state;
        state.lineUp.lanes = {{.model = {u"a"_s, u"b"_s}, .settings = LaneSettings{.system = u"own"_s}}};
        state.draft = {.text = u"Ask {{who}}"_s,
            .system = u"Be short"_s,
            .attachments = {note},
            .written = u"Ask {{who}}"_s,
            .values = {{u"who"_s, u"them"_s}}};
        state.arrangement = LaneArrangement::Focus;
        state.current = 3;
        state.thread = u"t"_s;
        state.run = u"r"_s;
        state.asked = u"sent"_s;
        state.follow = FollowUp::Kind::Shared;
        state.sharedLane = 1;
        state.limit = usd("0.25");
        state.blind = true;
        QCOMPARE(CompareState::fromJson(state.toJson()), state);
        QCOMPARE(CompareState::fromJson({}), CompareState());
    }
};

QTEST_MAIN(TestForecast)
#include "tst_forecast.moc"
