// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "scriptedgateway.h"
#include "ui/gateway/gatewaypage.h"
#include "ui/theme/icons.h"
#include "ui/widgets/flattable.h"

#include <QAbstractButton>
#include <QTest>

#include <memory>

namespace assay::testing {

/// The Gateway page over a gateway in memory: a base of its tests.
class GatewayStage
{
protected:
    std::unique_ptr<ScriptedGateway> m_gateway;
    std::unique_ptr<GatewayPage> m_page;

    template <class Widget> Widget* find(const char* name) const
    {
        return m_page->findChild<Widget*>(QString::fromLatin1(name));
    }
    void click(const char* name) const
    {
        auto* button = find<QAbstractButton>(name);
        QVERIFY2(button && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    QString cell(const char* table, int row, int column) const
    {
        return find<FlatTable>(table)->model()->index(row, column).data().toString();
    }
    void show() const
    {
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

    static void prepare()
    {
        initIcons();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        qputenv("TZ", "UTC");
    }
    void makePage()
    {
        m_gateway = std::make_unique<ScriptedGateway>();
        m_page = std::make_unique<GatewayPage>(m_gateway.get());
        m_page->resize(1340, 820);
        m_page->setModels({QStringLiteral("sandbox/swift"), QStringLiteral("openai/gpt-6-sol")});
    }
};

} // namespace assay::testing
