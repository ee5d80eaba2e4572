<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>assay::AttachmentBar</name>
    <message numerus="yes">
        <source>text, %n characters</source>
        <translation>
            <numerusform>text, %n character</numerusform>
            <numerusform>text, %n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n files can go along.</source>
        <translation>
            <numerusform>At most %n file can go along.</numerusform>
            <numerusform>At most %n files can go along.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::CompareKeeping</name>
    <message numerus="yes">
        <source>%1 (%n lanes)</source>
        <translation>
            <numerusform>%1 (%n lane)</numerusform>
            <numerusform>%1 (%n lanes)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n versions</source>
        <translation>
            <numerusform>%n version</numerusform>
            <numerusform>%n versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n turns</source>
        <translation>
            <numerusform>%n turn</numerusform>
            <numerusform>%n turns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::ComparePage</name>
    <message numerus="yes">
        <source>%n lanes have own settings</source>
        <translation>
            <numerusform>%n lane has own settings</numerusform>
            <numerusform>%n lanes have own settings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::DiffView</name>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::ForecastText</name>
    <message numerus="yes">
        <source>%n lanes unknown</source>
        <translation>
            <numerusform>%n lane unknown</numerusform>
            <numerusform>%n lanes unknown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lanes over the limit</source>
        <translation>
            <numerusform>%n lane over the limit</numerusform>
            <numerusform>%n lanes over the limit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>too long for %n lanes</source>
        <translation>
            <numerusform>too long for %n lane</numerusform>
            <numerusform>too long for %n lanes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::GatewayBar</name>
    <message numerus="yes">
        <source>%n calls today</source>
        <translation>
            <numerusform>%n call today</numerusform>
            <numerusform>%n calls today</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::GatewayCallModel</name>
    <message numerus="yes">
        <source>%1 (%n times, last at %2)</source>
        <translation>
            <numerusform>%1 (%n time, last at %2)</numerusform>
            <numerusform>%1 (%n times, last at %2)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::GatewayPage</name>
    <message numerus="yes">
        <source>%n keys</source>
        <translation>
            <numerusform>%n key</numerusform>
            <numerusform>%n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::HourChart</name>
    <message numerus="yes">
        <source>%n requests</source>
        <translation>
            <numerusform>%n request</numerusform>
            <numerusform>%n requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
        </translation>
    </message>
</context>
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
    <name>assay::RouteSentences</name>
    <message numerus="yes">
        <source>Not answered after %n attempts</source>
        <translation>
            <numerusform>Not answered after %n attempt</numerusform>
            <numerusform>Not answered after %n attempts</numerusform>
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
    <name>assay::RunDrift</name>
    <message numerus="yes">
        <source>%1 % of the answers is the same; %n differences</source>
        <translation>
            <numerusform>%1 % of the answers is the same; %n difference</numerusform>
            <numerusform>%1 % of the answers is the same; %n differences</numerusform>
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
    <name>assay::RunNotices</name>
    <message numerus="yes">
        <source>%1 of %n answers complete after %2</source>
        <translation>
            <numerusform>%1 of %n answer complete after %2</numerusform>
            <numerusform>%1 of %n answers complete after %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::SamplePager</name>
    <message numerus="yes">
        <source>%n of the samples say the same</source>
        <translation>
            <numerusform>%n of the samples says the same</numerusform>
            <numerusform>%n of the samples say the same</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::TurnStrip</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::Verdicts</name>
    <message numerus="yes">
        <source>After %n votes</source>
        <translation>
            <numerusform>After %n vote</numerusform>
            <numerusform>After %n votes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>with %n undecided</source>
        <translation>
            <numerusform>with %n undecided</numerusform>
            <numerusform>with %n undecided</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %n more votes would settle a gap of this size.</source>
        <translation>
            <numerusform>About %n more vote would settle a gap of this size.</numerusform>
            <numerusform>About %n more votes would settle a gap of this size.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n of them an answer named its own maker.</source>
        <translation>
            <numerusform>In %n of them an answer named its own maker.</numerusform>
            <numerusform>In %n of them an answer named its own maker.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::VersionsDialog</name>
    <message numerus="yes">
        <source>Version %1, %2, %n runs</source>
        <translation>
            <numerusform>Version %1, %2, %n run</numerusform>
            <numerusform>Version %1, %2, %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::WhatIfCostModel</name>
    <message numerus="yes">
        <source>%Ln of them with a rate that was borrowed</source>
        <translation>
            <numerusform>%Ln of them with a rate that was borrowed</numerusform>
            <numerusform>%Ln of them with a rate that was borrowed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::WhatIfPage</name>
    <message numerus="yes">
        <source>%Ln real calls</source>
        <translation>
            <numerusform>%Ln real call</numerusform>
            <numerusform>%Ln real calls</numerusform>
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
