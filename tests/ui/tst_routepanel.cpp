// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/routepanel.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"

#include <QAccessible>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

LaneRecord routedLane()
{
    LaneRecord lane;
    lane.model = {u"groq"_s, u"gpt-oss-120b"_s};
    lane.servedBy = u"cerebras"_s;
    lane.state = LaneState::Complete;
    lane.text = u"An answer."_s;
    AttemptRecord limited{.endpoint = u"groq"_s, .model = u"gpt-oss-120b"_s, .httpStatus = 429};
    limited.timing.total = std::chrono::milliseconds(310);
    limited.error = Error{.kind = ErrorKind::RateLimited, .detail = u"slow down"_s};
    AttemptRecord answered{.endpoint = u"cerebras"_s, .model = u"gpt-oss-120b-fast"_s, .httpStatus = 200};
    answered.timing.total = std::chrono::milliseconds(1'240);
    answered.cost.amount = Money::fromPico(4'200'000'000);
    lane.attempts = {limited, answered};
    lane.route.asked = u"gpt-oss-120b:floor"_s;
    lane.route.rule = u"price"_s;
    lane.route.options = {{.endpoint = u"groq"_s,
                              .model = u"gpt-oss-120b"_s,
                              .included = true,
                              .reason = u"sorted"_s,
                              .position = 0,
                              .price = Money::fromPico(3'000'000'000)},
        {.endpoint = u"cerebras"_s,
            .model = u"gpt-oss-120b-fast"_s,
            .included = true,
            .reason = u"sorted"_s,
            .position = 1,
            .price = Money::fromPico(4'000'000'000)},
        {.endpoint = u"openrouter"_s,
            .model = u"openai/gpt-oss-120b"_s,
            .reason = u"data_policy"_s,
            .detail = u"may keep prompts for training, and the rules of this project forbid that"_s}};
    return lane;
}

} // namespace

class TestRoutePanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initIcons();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void init()
    {
        m_panel = std::make_unique<RoutePanel>();
        m_panel->resize(420, 260);
        m_panel->setRecord(routedLane());
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    }

    // Candidates, order, why each is out, attempts with times and costs, what served it.
    void tellsEverything()
    {
        QCOMPARE(head()->text(), u"Answered by cerebras at attempt 2"_s);
        head()->click();
        const QStringList words = labels();
        for (const QString& wanted : {u"rate limited (429)"_s, u"answered, as gpt-oss-120b-fast"_s, u"$0.0042"_s,
                 u"unknown"_s, u"Asked for gpt-oss-120b:floor; order: by price"_s, u"$0.0030"_s,
                 u"out: data policy: may keep prompts for training, and the rules of this project forbid that"_s})
            QVERIFY2(words.contains(wanted), qPrintable(wanted + u" in "_s + words.join(u" | "_s)));
        QVERIFY(words.filter(u"1.24"_s).size() == 1);
        if (qEnvironmentVariableIsSet("ASSAY_PICTURES"))
            m_panel->grab().save(qEnvironmentVariable("ASSAY_PICTURES") + u"/routepanel.png"_s);
    }

    void isOpenedAndReadByKeysAlone()
    {
        QVERIFY(head()->focusPolicy() & Qt::TabFocus);
        head()->setFocus();
        QTest::keyClick(head(), Qt::Key_Space);
        QVERIFY(m_panel->isOpen());
        QTest::keyClick(head(), Qt::Key_Tab);
        QVERIFY(area()->hasFocus());
        auto* interface = QAccessible::queryAccessibleInterface(area());
        QCOMPARE(interface->text(QAccessible::Name), u"How this answer was routed"_s);
        QVERIFY(interface->text(QAccessible::Description).contains(u"1, groq, rate limited (429)"_s));
        QVERIFY(interface->text(QAccessible::Description).contains(u"out: data policy"_s));
    }

    // Long reasons wrap; nothing is reached only by scrolling sideways.
    void fitsANarrowPane()
    {
        m_panel->resize(340, 400);
        head()->click();
        QCoreApplication::processEvents();
        QCOMPARE(area()->horizontalScrollBar()->maximum(), 0);
    }

private:
    QToolButton* head() const { return m_panel->findChild<QToolButton*>(u"routeToggle"_s); }
    QScrollArea* area() const { return m_panel->findChild<QScrollArea*>(u"routeBody"_s); }
    QStringList labels() const
    {
        QStringList words;
        for (const auto* label : area()->findChildren<QLabel*>())
            words.append(label->text());
        return words;
    }

    std::unique_ptr<RoutePanel> m_panel;
};

QTEST_MAIN(TestRoutePanel)
#include "tst_routepanel.moc"
