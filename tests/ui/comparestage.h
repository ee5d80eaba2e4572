// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "samplelanes.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/composer.h"
#include "ui/shell/mainwindow.h"

#include <QLabel>
#include <QPointer>
#include <QTest>

namespace assay {

using namespace Qt::StringLiterals;

inline const QString kAnswer = u"# Answer\n\nIt is **42**, see [here](https://example.org/).\n"_s;

inline LaneRecord priced(qint64 pico)
{
    LaneRecord record{.state = LaneState::Complete};
    record.cost.state = CostState::Computed;
    record.cost.amount = Money::fromPico(pico);
    return record;
}

inline LaneRecord failed()
{
    LaneRecord record{.state = LaneState::Failed};
    record.error = Error{.kind = ErrorKind::Authentication,
        .detail = u"invalid <img src=\"file:///dev/zero\">"_s,
        .httpStatus = 401,
        .providerCode = {},
        .requestId = {},
        .retryAfter = {}};
    record.attempts = {AttemptRecord{.httpStatus = 401, .requestSent = true}};
    return record;
}

// A window with scripted lanes; the test says how far the script plays.
struct Stage {
    explicit Stage(QList<ScriptedLane> script, bool simulated = false, int lanes = -1)
        : script(std::move(script))
        , log(std::make_shared<ScriptedLog>())
    {
        WindowServices services;
        const int count = lanes < 0 ? static_cast<int>(this->script.size()) : lanes;
        for (int i = 0; i < count; ++i) {
            services.models.append(sampleModel(u"Model %1"_s.arg(i + 1), u"Provider"_s, simulated));
            services.initialLanes.append(services.models.last().ref);
        }
        services.project = u"Test"_s;
        if (simulated)
            services.samplePrompts = {u"Sample one"_s, u"Sample two"_s};
        services.theme = ThemeChoice::Light;
        services.makeSession = [this] {
            auto made = std::make_unique<ScriptedSession>(this->script, log);
            made->setManual();
            session = made.get();
            return made;
        };
        window = makeMainWindow(services);
        window->resize(1440, 900);
        window->show();
        window->activateWindow();
        active = QTest::qWaitForWindowActive(window.get());
        page = window->comparePage();
    }
    LaneView* lane(int index) const { return page->lanes().at(index); }
    PromptEdit* prompt() const { return page->composer()->promptEdit(); }
    QString text(const char* name) const { return window->findChild<QLabel*>(QString::fromLatin1(name))->text(); }

    QList<ScriptedLane> script;
    std::shared_ptr<ScriptedLog> log;
    QPointer<ScriptedSession> session;
    std::unique_ptr<MainWindow> window;
    ComparePage* page = nullptr;
    bool active = false; ///< shortcuts need an active window
};

inline QList<ScriptedLane> twoLanes()
{
    return {streamingLane(kAnswer, {.firstToken = 100, .perToken = 10}, priced(5'800'000'000)),
        streamingLane(u"Other"_s, {.firstToken = 50, .perToken = 10}, priced(4'400'000'000))};
}

} // namespace assay
