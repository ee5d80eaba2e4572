// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/residentmemory.h"

#include <QRegularExpression>
#include <QTest>

#include <array>
#include <memory>
#include <vector>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

QString one()
{
    return u"one"_s;
}

QString two()
{
    return u"two"_s;
}

// Addresses that the loader wrote: they would be wrong if their pages were taken from the file again.
const std::array kRelocated = {&one, &two};

} // namespace

class TestResidentMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        if (!residentBytes())
            QSKIP("this system does not say how much is in memory");
    }

    void whatWasFreedBetweenKeptBlocksIsGivenBack()
    {
        constexpr std::size_t kBlock = 16 * 1024;
        std::vector<std::unique_ptr<QByteArray>> blocks;
        for (int i = 0; i < 4096; ++i)
            blocks.push_back(std::make_unique<QByteArray>(qsizetype{kBlock}, 'x'));
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            if (i % 64 != 0)
                blocks[i].reset();
        }
        QVERIFY(freeHeapBytes().value_or(1LL << 40) > 32 * 1024 * 1024);
        releaseFreeHeap();
        const qint64 after = *residentBytes();
        for (auto& block : blocks)
            block = std::make_unique<QByteArray>(qsizetype{kBlock}, 'y');
        QVERIFY(*residentBytes() > after + 32 * 1024 * 1024);
    }

    void codeThatIsNotRunningLeaves()
    {
        QVERIFY(QRegularExpression(u"^a+$"_s).match(u"aaa"_s).hasMatch());
        const qint64 before = *residentBytes();
        releaseCode();
        QVERIFY(*residentBytes() < before - 2 * 1024 * 1024);
    }

    void everythingWorksAfterwards()
    {
        static int kept = 1;
        kept = 42;
        releaseCode();
        QCOMPARE(kept, 42);
        QCOMPARE(kRelocated[0](), u"one"_s);
        QCOMPARE(kRelocated[1](), u"two"_s);
        QVERIFY(QRegularExpression(u"^[0-9]+$"_s).match(u"123"_s).hasMatch());
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, Q_UNUSED(std::vector<int>().at(1)));
    }
};

QTEST_GUILESS_MAIN(TestResidentMemory)
#include "tst_residentmemory.moc"
