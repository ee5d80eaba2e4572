<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>assay::PriceUpdateDialog</name>
    <message numerus="yes">
        <source>%n model(s) change their price</source>
        <translation>
            <numerusform>%n model changes its price</numerusform>
            <numerusform>%n models change their price</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new model(s)</source>
        <translation>
            <numerusform>%n new model</numerusform>
            <numerusform>%n new models</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held for confirmation</source>
        <translation>
            <numerusform>%n held for confirmation</numerusform>
            <numerusform>%n held for confirmation</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 retires in %n day(s)</source>
        <translation>
            <numerusform>%1 retires in %n day</numerusform>
            <numerusform>%1 retires in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>a newer price is known for %n model(s)</source>
        <translation>
            <numerusform>a newer price is known for %n model</numerusform>
            <numerusform>a newer price is known for %n models</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n price(s) taken. Calls that were made keep theirs.</source>
        <translation>
            <numerusform>%n price taken. Calls that were made keep theirs.</numerusform>
            <numerusform>%n prices taken. Calls that were made keep theirs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::RecordedLane</name>
    <message numerus="yes">
        <source>%n hits</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::RunDetail</name>
    <message numerus="yes">
        <source>%n lanes</source>
        <translation>
            <numerusform>%n lane</numerusform>
            <numerusform>%n lanes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempts</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hits</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::RunListModel</name>
    <message numerus="yes">
        <source>%n unpriced</source>
        <translation>
            <numerusform>%n unpriced</numerusform>
            <numerusform>%n unpriced</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::WindowHistory</name>
    <message numerus="yes">
        <source>%n runs written to %1</source>
        <translation>
            <numerusform>%n run written to %1</numerusform>
            <numerusform>%n runs written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::WindowProviders</name>
    <message numerus="yes">
        <source>%n model(s) offered, %1 with prices</source>
        <translation>
            <numerusform>%n model offered, %1 with prices</numerusform>
            <numerusform>%n models offered, %1 with prices</numerusform>
        </translation>
    </message>
</context>
</TS>
