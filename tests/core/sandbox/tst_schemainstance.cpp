// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/schemainstance.h"
#include "tests/support/corpus.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

class TestSchemaInstance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fillsASchema_data()
    {
        QTest::addColumn<QJsonObject>("row");
        const QJsonArray rows = QJsonDocument::fromJson(assay::testing::fixture(u"sandbox/schemas.json"_s)).array();
        QVERIFY(rows.size() > 10);
        for (const QJsonValue& row : rows)
            QTest::newRow(qPrintable(row["name"_L1].toString())) << row.toObject();
    }
    void fillsASchema()
    {
        QFETCH(QJsonObject, row);
        QCOMPARE(schemaInstance(row["schema"_L1].toObject(), row["prompt"_L1].toString()), row["instance"_L1]);
    }

    void aSchemaThatContainsItselfEnds()
    {
        const QJsonObject itself{{u"$ref"_s, u"#"_s}};
        const QJsonObject schema{{u"type"_s, u"object"_s}, {u"properties"_s, QJsonObject{{u"me"_s, itself}}}};
        QVERIFY(schemaInstance(schema, {}).isObject());
    }
};

QTEST_GUILESS_MAIN(TestSchemaInstance)
#include "tst_schemainstance.moc"
