// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/turnend.h"

#include <QTest>

#include <functional>
#include <memory>

using namespace assay;

namespace {

/// Notes when it was told.
class Waiting final : public TurnEnd
{
public:
    Waiting(int number, QList<int>& told)
        : m_number(number)
        , m_told(&told)
    {
    }
    void want() { wantTurnEnd(); }
    void forget() { forgetTurnEnd(); }
    std::function<void()> then;

private:
    void turnEnded() override
    {
        m_told->append(m_number);
        if (const auto next = then)
            next();
    }

    int m_number;
    QList<int>* m_told;
};

} // namespace

class TestTurnEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_told.clear(); }

    void eachIsToldOnceInTheOrderOfAsking()
    {
        Waiting first(1, m_told);
        Waiting second(2, m_told);
        second.want();
        first.want();
        second.want();
        QCOMPARE(m_told, QList<int>());
        QCoreApplication::processEvents();
        QCOMPARE(m_told, (QList<int>{2, 1}));
        QCoreApplication::processEvents();
        QCOMPARE(m_told.size(), 2);
    }

    void whoForgetsOrGoesIsNotTold()
    {
        Waiting stays(1, m_told);
        Waiting forgets(2, m_told);
        auto goes = std::make_unique<Waiting>(3, m_told);
        forgets.want();
        goes->want();
        stays.want();
        forgets.forget();
        goes.reset();
        QCoreApplication::processEvents();
        QCOMPARE(m_told, QList<int>{1});
        forgets.want();
        QCoreApplication::processEvents();
        QCOMPARE(m_told, (QList<int>{1, 2}));
    }

    void oneMayEndOthersAndItself()
    {
        auto first = std::make_unique<Waiting>(1, m_told);
        auto second = std::make_unique<Waiting>(2, m_told);
        Waiting third(3, m_told);
        first->then = [&] {
            second.reset();
            first.reset();
        };
        first->want();
        second->want();
        third.want();
        QCoreApplication::processEvents();
        QCOMPARE(m_told, (QList<int>{1, 3}));
    }

    void whatIsWantedMeanwhileIsTold()
    {
        Waiting first(1, m_told);
        Waiting second(2, m_told);
        first.then = [&] { second.want(); };
        first.want();
        QCoreApplication::processEvents();
        QCOMPARE(m_told, (QList<int>{1, 2}));
    }

    void nobodyIsToldFromWithinAsking()
    {
        std::vector<std::unique_ptr<Waiting>> all;
        for (int i = 0; i < 1000; ++i) {
            all.push_back(std::make_unique<Waiting>(i, m_told));
            all.back()->want();
        }
        QCOMPARE(m_told.size(), 0);
        QCoreApplication::processEvents();
        QCOMPARE(m_told.size(), 1000);
    }

private:
    QList<int> m_told;
};

QTEST_GUILESS_MAIN(TestTurnEnd)
#include "tst_turnend.moc"
